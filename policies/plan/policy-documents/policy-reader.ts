import { isOpen, nodeOfJson, readDocument, type GrantedPolicy } from "../../iam";
import type { AttributePath } from "../configuration/module";
import type { PlannedResource } from "../planned-resources";
import type { PlanReader, Structure } from "../reader";
import type { Value, Values } from "../values/value";
import { documentsOfDataSource } from "./data-source";
import { nodesOf, type Settle } from "./nodes";
import { open, type DocumentReading, type PossibleDocument } from "./possible-document";
import { nodesOfTemplate } from "./template-json";

/** Documents that are written in terms of each other are given up beyond this depth, and so are circles. */
const maxDepth = 10;

/** Reads the policy document that an attribute of a resource holds, however much of it is known. */
export class PolicyReader implements DocumentReading {
  private depth = 0;

  constructor(readonly reader: PlanReader) {}

  policies(resource: PlannedResource, ...path: AttributePath): readonly GrantedPolicy[] {
    return this.read(this.reader.structure(resource, path));
  }

  /** The same, by what the configuration writes alone. */
  writtenPolicies(resource: PlannedResource, ...path: AttributePath): readonly GrantedPolicy[] {
    return this.read(this.reader.structureWritten(resource, path));
  }

  private read({ values, settled }: Structure): readonly GrantedPolicy[] {
    return this.documentsOf(values, settled).map((document): GrantedPolicy =>
      isOpen(document)
        ? { kind: "undetermined", because: document.because, settledBy: document.settledBy }
        : { kind: "document", document },
    );
  }

  /** Of values that are JSON texts. */
  documentsOf(values: Values, settle: Settle): readonly PossibleDocument[] {
    if (this.depth >= maxDepth) return [open("the documents are written in terms of each other too deeply")];
    this.depth++;
    try {
      return values.flatMap((value) => this.documentOf(settle(value), settle));
    } finally {
      this.depth--;
    }
  }

  private documentOf(value: Value, settle: Settle): readonly PossibleDocument[] {
    switch (value.kind) {
      case "known":
        return typeof value.value === "string"
          ? ofText(value.value, value.sensitive === true)
          : [open("the policy is no text")];
      case "document":
        return nodesOf(value.of, settle).flatMap(readDocument);
      case "text":
        return nodesOfTemplate(value, settle).flatMap(readDocument);
      case "attribute":
        return this.ofAttribute(value);
      case "undetermined":
        return [open(value.because, value.settledBy)];
      default:
        return [open(`the policy is a ${value.kind} and no text`)];
    }
  }

  private ofAttribute({ address, type, path }: Extract<Value, { kind: "attribute" }>): readonly PossibleDocument[] {
    const [attribute, ...more] = path;
    const resource = more.length === 0 ? this.reader.at(address, type) : undefined;
    if (
      resource !== undefined &&
      type === "data.aws_iam_policy_document" &&
      /^(minified_)?json$/.test(String(attribute))
    )
      return documentsOfDataSource(resource, this);
    if (resource !== undefined && attribute === "policy" && type.startsWith("aws_iam_")) {
      const { values, settled } = this.reader.structure(resource, ["policy"]);
      return this.documentsOf(values, settled);
    }
    return [open(`the policy is ${address}.${path.join(".")}, which is not known yet`)];
  }
}

function ofText(text: string, sensitive: boolean): readonly PossibleDocument[] {
  try {
    return readDocument(nodeOfJson(JSON.parse(text), sensitive));
  } catch {
    return [open("the policy is no JSON")];
  }
}

import { describe, expect, test } from "@jest/globals";
import { known, type Attribute } from "../../../policies/attribute";
import type { Finding } from "../../../policies/rule";
import { judgeProjectTag } from "../../../policies/rules/judge-project-tag";
import { one, open, resolved, text } from "../attributes";

const words = {
  billed: "it is billed under",
  unbilled: "nobody is billed",
  remedy: { construct: "pass it the tags", hcl: "add the tag" },
};

interface Written {
  readonly allowed?: readonly string[];
  readonly constructPath?: string;
}

/** What is said of a topic whose project tag is this; its other tags have another value. */
function judged(tag: Attribute, { allowed, constructPath }: Written = {}): Finding {
  const topic = {
    address: "aws_sns_topic.it",
    type: "aws_sns_topic",
    constructPath,
    tag: (key: string) => (key === "Project" ? tag : known("another")),
  };
  return judgeProjectTag(topic, { tagKey: "Project", allowedProjects: allowed, now: new Date() }, words);
}

const missing = "it has no Project tag: nobody is billed";
const unproven = (tag: string): string => `nothing proves that it has a Project tag: it may be ${tag}`;

describe("the project tag", () => {
  test.each<[string, Attribute, string, string]>([
    ["that is set", one(text("news")), "pass", 'it is billed under Project = "news"'],
    [
      "that refers to a text",
      one(resolved("aws_x.y", "name", { value: "news" })),
      "pass",
      "it is billed under Project = aws_x.y.name",
    ],
    ["that is one of two", one(text("a"), text("b")), "pass", 'it is billed under Project = "a" or "b"'],
    ["that is not set", one(text(null)), "fail", missing],
    ["that is blank", one(text(" ")), "fail", missing],
    ["that is a number", one(text(7)), "fail", missing],
    ["that may be missing", one(text("news"), text(null)), "undetermined", unproven('"news" or null')],
    ["that is open", one(open), "undetermined", unproven("something undetermined (nobody knows)")],
    ["that is yet to be known", one(resolved("aws_x.y", "name")), "undetermined", unproven("aws_x.y.name")],
  ])("%s", (_, tag, verdict, message) => {
    const found = judged(tag);
    expect(found).toMatchObject({ verdict, address: "aws_sns_topic.it", message, evidence: ["the link"] });
    expect(found.remedy).toBe(verdict === "pass" ? undefined : "add the tag");
  });

  test.each([
    ["is missing", one(text(null))],
    ["may be missing", one(open)],
  ])("of a construct that %s is passed to the construct", (_, tag) => {
    expect(judged(tag, { constructPath: "Stack/Topic" }).remedy).toBe("pass it the tags");
  });
});

describe("with a list of allowed projects", () => {
  const allowed = ["news", "shop-*"];
  const refused = (tag: string): string => `its Project tag is ${tag}, and the allowed projects are news, shop-*`;

  test.each<[string, Attribute, string, string]>([
    ["a project of the list", one(text("news")), "pass", 'it is billed under Project = "news"'],
    ["one that a pattern of it allows", one(text("shop-eu")), "pass", 'it is billed under Project = "shop-eu"'],
    [
      "a reference to one",
      one(resolved("aws_x.y", "name", { value: "news" })),
      "pass",
      "it is billed under Project = aws_x.y.name",
    ],
    ["another project", one(text("other")), "fail", refused('"other"')],
    [
      "a reference to another one",
      one(resolved("aws_x.y", "name", { value: "other" })),
      "fail",
      refused("aws_x.y.name"),
    ],
    [
      "a project of the list, or another one",
      one(text("news"), text("other")),
      "undetermined",
      refused('"news" or "other"'),
    ],
    ["no project", one(text(null)), "fail", missing],
    ["nothing known", one(open), "undetermined", unproven("something undetermined (nobody knows)")],
  ])("%s", (_, tag, verdict, message) => {
    expect(judged(tag, { allowed })).toMatchObject({ verdict, message, evidence: ["the link"] });
  });

  test("another project is told of both ways out", () => {
    expect(judged(one(text("other")), { allowed, constructPath: "Stack/Topic" }).remedy).toBe(
      "set Project to an allowed project, or add the project to allowedProjects",
    );
  });
});

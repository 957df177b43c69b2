import * as sdk from "@aws-sdk/client-bedrock-agent";
import { belief, sourced } from "../../belief";
import { modelled } from "../../protocol/aws-error";

belief(
  "Bedrock Agent",
  "Names are up to 100 letters and digits, each followed by at most one hyphen or underscore; an instruction has at least 40 characters, a description at most 200, a session lives 60 to 5400 seconds.",
  sourced("https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent_CreateAgent.html"),
);

interface Limited {
  readonly name: string | undefined;
  readonly description?: string | undefined;
  readonly instruction?: string | undefined;
  readonly idleSessionTTLInSeconds?: number | undefined;
}

/** Refuses what AWS's patterns and lengths refuse. */
export function checkLimits({ name, description, instruction, idleSessionTTLInSeconds: ttl }: Limited): void {
  if (name !== undefined && !/^(?:[0-9a-zA-Z][_-]?){1,100}$/.test(name)) throw invalid(`The name ${name}`);
  if (description !== undefined && (description.length < 1 || description.length > 200))
    throw invalid("The description");
  if (instruction !== undefined && instruction.length < 40) throw invalid("The instruction");
  if (ttl !== undefined && (ttl < 60 || ttl > 5400)) throw invalid("idleSessionTTLInSeconds");
}

export const invalid = (what: string) =>
  modelled(sdk.ValidationException, `${what} failed to satisfy the constraint of its pattern or length.`);

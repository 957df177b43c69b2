import * as sdk from "@aws-sdk/client-bedrock-agent-runtime";
import { expect, test } from "@jest/globals";
import { modelled } from "../../../local-aws/protocol/aws-error";
import { defineService } from "../../../local-aws/service";
import * as wires from "../../../local-aws/wires";
import { clientOf, runLocalAws } from "../support/run-local-aws";

/** An agent that says two chunks, and then is throttled where it is asked to be. */
const agent = defineService(sdk, wires.bedrockAgentRuntime, {
  InvokeAgent: ({ sessionId, inputText }) => ({
    contentType: "application/json",
    sessionId,
    completion: (async function* () {
      yield { chunk: { bytes: Buffer.from("Hello ") } };
      yield await Promise.resolve({ chunk: { bytes: Buffer.from("wörld") } });
      if (inputText === "too much") throw modelled(sdk.ThrottlingException, "Rate exceeded");
    })(),
  }),
});

async function invoke(inputText: string) {
  const aws = await runLocalAws({ services: [agent] });
  const client = new sdk.BedrockAgentRuntimeClient(clientOf(aws));
  const answer = await client.send(
    new sdk.InvokeAgentCommand({ agentId: "A1", agentAliasId: "L1", sessionId: "session", inputText }),
  );
  const said: Uint8Array[] = [];
  const read = async () => {
    for await (const { chunk } of answer.completion ?? []) said.push(chunk?.bytes ?? Buffer.alloc(0));
    return Buffer.concat(said).toString("utf8");
  };
  return { answer, read, client };
}

test("events cross HTTP/2 to the SDK's own client, which speaks it by default", async () => {
  const { answer, read, client } = await invoke("hello");
  expect(answer.sessionId).toBe("session");
  expect(await read()).toBe("Hello wörld");
  client.destroy();
});

test("an error after the first events ends the stream as its own exception", async () => {
  const { read, client } = await invoke("too much");
  await expect(read()).rejects.toMatchObject({ name: "ThrottlingException", message: "Rate exceeded" });
  client.destroy();
});

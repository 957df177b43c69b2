import * as sdk from "@aws-sdk/client-bedrock-agent";
import * as s3 from "@aws-sdk/client-s3";
import { expect, test } from "@jest/globals";
import { defineService } from "../../local-aws/service";
import { slice } from "../../local-aws/slice";
import * as wires from "../../local-aws/wires";

test("what does not fit the SDK's commands does not compile", () => {
  // @ts-expect-error there is no operation of this name
  const misspelt = defineService(sdk, wires.bedrockAgent, { GetAgnt: () => ({}) });
  expect([...misspelt.handlers.keys()]).toEqual(["GetAgnt"]);
  const service = defineService(sdk, wires.bedrockAgent, {
    GetAgent: (input) => {
      // What AWS requires has been checked: it is a string, not a string or nothing.
      const id: string = input.agentId;
      // @ts-expect-error the input has no such member
      throw new Error(`${id} ${String(input.agentNme)}`);
    },
    // @ts-expect-error the output lacks what AWS requires
    PrepareAgent: ({ agentId }) => ({ agentId }),
  });
  expect([...service.handlers.keys()]).toEqual(["GetAgent", "PrepareAgent"]);
});

test("a stream is its bytes", () => {
  const service = defineService(s3, wires.s3, {
    PutObject: ({ Body = Buffer.alloc(0) }) => ({ Size: Body.byteLength }),
    GetObject: () => ({ Body: Buffer.from("bytes") }),
  });
  expect(service.handlers.size).toBe(2);
});

test("state that JSON cannot keep does not compile", () => {
  // @ts-expect-error a Date does not survive a restart as one
  const dated = slice("dated", () => ({ at: new Date() }));
  expect(dated.name).toBe("dated");
});

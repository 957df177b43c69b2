import type { StandingAgent } from "../../../live/adopt/standing-agent";

const Version = "2012-10-17";
const invoke = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"];
const model = "arn:aws:bedrock:eu-west-2::foundation-model/amazon.nova-pro-v1:0";

/** An agent as the console leaves it. */
export const standing: StandingAgent = {
  accountId: "111122223333",
  region: "eu-west-2",
  id: "ABCDEFGHIJ",
  name: "SearchAWSNews",
  description: "Clicked together",
  instruction: 'Search with `search_aws_news`.\r\nAnswer in "short" points, never with ${price} or %{x} or \\n.',
  idleSessionTtlSec: 900,
  model: "amazon.nova-pro-v1:0",
  tags: { Project: "aws-news-agent", Team: "news" },
  kept: ["guardrail_configuration"],
  role: {
    name: "AmazonBedrockExecutionRoleForAgents_8UQW1ZLDQ2F",
    path: "/service-role/",
    description: undefined,
    trust: {
      Version,
      Statement: [{ Effect: "Allow", Principal: { Service: "bedrock.amazonaws.com" }, Action: "sts:AssumeRole" }],
    },
    maxSessionDurationSec: 3600,
    boundary: undefined,
    tags: { Team: "news", Owner: "me" },
    inline: [
      {
        name: "ModelAndPrompts",
        document: {
          Version,
          Statement: [
            { Effect: "Allow", Action: invoke, Resource: model },
            {
              Effect: "Allow",
              Action: ["bedrock:InvokeModel", "s3:GetObject"],
              Resource: "arn:aws:s3:::x/${aws:userid}/*",
            },
          ],
        },
      },
    ],
    attached: [
      {
        arn: "arn:aws:iam::111122223333:policy/service-role/FoundationModelPolicy",
        own: {
          name: "FoundationModelPolicy",
          path: "/service-role/",
          description: "Made by the console",
          tags: {},
          document: { Version, Statement: [{ Effect: "Allow", Action: invoke, Resource: [model] }] },
        },
      },
      { arn: "arn:aws:iam::aws:policy/AmazonBedrockFullAccess", own: undefined },
    ],
  },
  groups: [
    {
      id: "GROUPAAAAA",
      name: "search-news",
      description: undefined,
      enabled: true,
      lambda: "arn:aws:lambda:eu-west-2:111122223333:function:search-aws-news",
      schema: {
        functions: [
          {
            name: "search_aws_news",
            description: "Finds announcements",
            parameters: {
              query: { type: "string", description: "A few words", required: true },
              max_results: { type: "integer", description: undefined, required: false },
            },
          },
        ],
      },
    },
    {
      id: "GROUPBBBBB",
      name: "Agent",
      description: "By OpenAPI",
      enabled: false,
      lambda: "arn:aws:lambda:eu-west-2:111122223333:function:orders",
      schema: { payload: '{\n  "openapi": "3.0.0"\n}' },
    },
  ],
  alias: { id: "ALIASAAAAA", name: "live", tags: { Project: "aws-news-agent" } },
};

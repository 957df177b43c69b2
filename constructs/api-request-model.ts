/**
 * What API Gateway lets through to the function: the same bounds as the function's own check, so that a bad body costs
 * no invocation.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
 */
export const invokeRequestSchema = {
  $schema: "http://json-schema.org/draft-04/schema#",
  title: "InvokeRequest",
  type: "object",
  required: ["prompt"],
  additionalProperties: false,
  properties: {
    prompt: { type: "string", maxLength: 4000, pattern: "\\S" },
    sessionId: { type: "string", pattern: "^[0-9a-zA-Z._:-]{2,100}$" },
  },
} as const;

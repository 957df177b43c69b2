import { belief, sourced } from "../../../belief";

belief(
  "API Gateway",
  "Each error of API Gateway's own has a type, a status and a message, which gateway responses may word anew.",
  sourced("https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html"),
);

/** Status, message, and the name in the header x-amzn-ErrorType. */
const errors = {
  ACCESS_DENIED: [403, "Forbidden", "ForbiddenException"],
  API_CONFIGURATION_ERROR: [500, "Internal server error", "InternalServerErrorException"],
  BAD_REQUEST_BODY: [400, "Invalid request body", "BadRequestException"],
  BAD_REQUEST_PARAMETERS: [400, "Missing required request parameters", "BadRequestException"],
  INTEGRATION_FAILURE: [502, "Internal server error", "InternalServerErrorException"],
  INTEGRATION_TIMEOUT: [504, "Endpoint request timed out", "InternalServerErrorException"],
  INVALID_API_KEY: [403, "Forbidden", "ForbiddenException"],
  MISSING_AUTHENTICATION_TOKEN: [403, "Missing Authentication Token", "MissingAuthenticationTokenException"],
  QUOTA_EXCEEDED: [429, "Limit Exceeded", "LimitExceededException"],
  THROTTLED: [429, "Too Many Requests", "TooManyRequestsException"],
  UNSUPPORTED_MEDIA_TYPE: [415, "Unsupported Media Type", "UnsupportedMediaTypeException"],
} as const;

export type GatewayErrorType = keyof typeof errors;

/** An error that API Gateway answers itself. */
export class GatewayError extends Error {
  override name = "GatewayError";
  readonly status: number;
  readonly errorType: string;

  constructor(
    readonly type: GatewayErrorType,
    detail?: string,
  ) {
    const [status, message, errorType] = errors[type];
    super(detail ?? message);
    this.status = status;
    this.errorType = errorType;
  }
}

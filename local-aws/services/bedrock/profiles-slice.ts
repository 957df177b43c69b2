import { slice } from "../../slice";

/** An application inference profile: what makes a model's spend attributable. */
export interface ApplicationProfile {
  /** 12 of a-z and 0-9. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly description?: string;
  readonly createdAt: string;
  /** Of the foundation models that a call may go to. */
  readonly modelArns: readonly string[];
  tags: Record<string, string>;
}

interface BedrockState {
  /** By ARN. */
  readonly profiles: Record<string, ApplicationProfile>;
}

export const bedrockSlice = slice("bedrock", (): BedrockState => ({ profiles: {} }));

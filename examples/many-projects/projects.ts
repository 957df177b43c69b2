import { foundationModel, type ModelSource, systemProfile } from "bedrock-chargeback";

/** What tells one project of this app from another. */
export interface Project {
  /** Value of its `Project` tag. */
  readonly project: string;
  readonly team: string;
  readonly model: ModelSource;
  readonly instruction: string;
  readonly origin: string;
  readonly monthlyLimitUsd: number;
}

/** By the id of the stack, which is part of the key of its state. */
export const projects: Readonly<Record<string, Project>> = {
  Support: {
    project: "support-agent",
    team: "support",
    model: foundationModel("amazon.nova-lite-v1:0"),
    instruction: "You answer questions about orders, briefly, and never promise a refund.",
    origin: "https://support.example.com",
    monthlyLimitUsd: 20,
  },
  Recruiting: {
    project: "recruiting-agent",
    team: "people",
    model: foundationModel("amazon.nova-pro-v1:0"),
    instruction: "You explain open positions to applicants, and send questions about pay to a recruiter.",
    origin: "https://jobs.example.com",
    monthlyLimitUsd: 50,
  },
  Contracts: {
    project: "contract-reader",
    team: "legal",
    model: systemProfile("eu.anthropic.claude-sonnet-4-6"),
    instruction: "You find the clauses that a question is about, and quote them word for word.",
    origin: "https://contracts.example.com",
    monthlyLimitUsd: 200,
  },
};

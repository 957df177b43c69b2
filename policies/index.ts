export { gate, type GateInput, type GateOutcome, type Outcome } from "./gate";
export { CanaryError } from "./canary";
export { RuleFaultError } from "./evaluate";
export { UnusableInputError } from "./unusable-input";
export { targetOverrideFile } from "./plan/configuration/backend";
export { configDirOf, readPlan, type PlanText } from "./plan/read-plan";
export type { SourceFrames } from "./plan/estate/place";
export type { PlanIdentity, Report, ReportedVerdict, RuleSummary, Summary } from "./report/report";
export type { SynthFinding } from "./report/make-report";
export { renderText, type TextOptions } from "./report/text";
export { formatNames, parseFormats, type FormatName, type FormatRequest } from "./report/format-option";
export { formats } from "./report/formats";
export type { Judged, Renderer, RenderOptions } from "./report/renderer";
export { parseSettings, type SettingsContext } from "./settings/parse-settings";
export { findSettings, readSettings } from "./settings/read-settings";
export { defaultSettings, settingsFileName, type Settings, type Waiver } from "./settings/settings";
export type { EngineAnswer, EngineQuestion, EngineRecord, ExpectedRecord, SecondEngine } from "./second-engine";
export { rules } from "./rules";
export type { Finding, Level, Rule, RuleContext, Verdict } from "./rule";
export type { Attribute, PossibleValue } from "./attribute";
export type { Certainty } from "./three-valued";
export type { DocumentedRule, Remedy, RuleDocumentation } from "./explain/documented-rule";
export type {
  ActionGroup,
  Agent,
  AgentAlias,
  AgentPart,
  Api,
  AttributeChange,
  Budget,
  BudgetFilter,
  BudgetNotification,
  CostAllocationTag,
  Entrance,
  Estate,
  InferenceProfile,
  LambdaFunction,
  LambdaPermission,
  MethodThrottle,
  ModelDelegation,
  ModelUse,
  PlanFault,
  PolicyHolder,
  RemovedResource,
  Resource,
  Role,
  ServedVersion,
  SourceLocation,
  StateBackend,
  StepModel,
  TaggedResource,
  UsagePlan,
  UsagePlanKey,
} from "./estate";

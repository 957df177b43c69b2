import { BedrockagentAgentAlias } from "@cdktf/provider-aws/lib/bedrockagent-agent-alias";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { TrackedAgent } from "./agent-with-actions";
import { ChargebackInputError } from "./input-error";
import { agentName, checkName } from "./name-check";
import type { ProjectTags } from "./project-tags";

/** Settings of an `AgentAlias`. */
export interface AgentAliasProps {
  /** The agent that it leads to. */
  readonly agent: TrackedAgent;
  /** The project that it belongs to. */
  readonly tags: ProjectTags;
  /** @default "cost-tracked" */
  readonly name?: string;
  /**
   * Number of an existing agent version to serve, for a rollback. While pinned the alias follows no change.
   * @default the alias follows the agent
   */
  readonly pinToVersion?: string | undefined;
}

/**
 * An alias that moves, in place, to a new version with every change of the agent, its model or its action groups.
 * @throws ChargebackInputError for a bad name or a version that is no number
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/42603
 */
export class AgentAlias extends Construct {
  /** What a caller names, beside the id of the agent. */
  readonly aliasId: string;
  /** What a permission names. */
  readonly arn: string;
  /** For `dependsOn`, and for an `ImportBlock`. */
  readonly resource: TerraformResource;

  constructor(scope: Construct, id: string, props: AgentAliasProps) {
    super(scope, id);
    const { agent, tags, name = "cost-tracked", pinToVersion } = props;
    checkName(this.node.path, agentName, name);
    if (pinToVersion !== undefined) checkVersion(this.node.path, pinToVersion);
    const alias = new BedrockagentAgentAlias(this, "Alias", {
      agentAliasName: name,
      agentId: agent.agentId,
      // An update without routing makes AWS cut a version of the prepared draft and move the alias to it, and a changed
      // description is such an update. Pinning and unpinning change it too: a pin taken away is otherwise not seen.
      description:
        pinToVersion === undefined
          ? `Follows the agent. Content: ${agent.contentHash}`
          : `Pinned to version ${pinToVersion}`,
      tags: tags.all,
      dependsOn: agent.prepared,
    });
    if (pinToVersion !== undefined)
      // The provider takes the pair only: a missing key fails validation, an empty one means none.
      alias.addOverride("routing_configuration", [{ agent_version: pinToVersion, provisioned_throughput: null }]);
    this.aliasId = alias.agentAliasId;
    this.arn = alias.agentAliasArn;
    this.resource = alias;
  }
}

function checkVersion(where: string, version: string): void {
  if (/^[1-9]\d{0,4}$/.test(version)) return;
  throw new ChargebackInputError({
    where,
    expected: "the number of an existing agent version, such as 3 (an alias cannot serve DRAFT)",
    received: version,
    remedy: "Give a version listed for the agent, or leave pinToVersion out to follow it.",
  });
}

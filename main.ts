import { App } from "cdktf";
import { readConfig } from "./config";
import { AwsNewsAgent, ChargebackStack, CostAllocationTag, StateBucketStack } from "./constructs";

const app = new App();
const { bootstrap, activateCostAllocationTag, environment, tags, stateBucket, ...config } = readConfig(app);

if (bootstrap) {
  new StateBucketStack(app, "StateBucket", { environment, tags, stateBucket });
} else {
  const stack = new ChargebackStack(app, "AwsNewsAgent", { environment, tags, stateBucket });
  new AwsNewsAgent(stack, "News", { environment, tags, ...config });
  if (activateCostAllocationTag) new CostAllocationTag(stack, "CostAllocationTag", { tags });
}

app.synth();

import { describe, expect, test } from "@jest/globals";
import { type App, S3Backend, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ChargebackInputError, ChargebackStack } from "../../constructs";
import { environment, tags, testApp, testStack } from "./support/stack";

const synthesized = (build: (app: App) => void) => {
  const app = testApp();
  build(app);
  return () => {
    app.synth();
  };
};

const inScope = (app: App, scope: string, id: string, stateBucket = "state-of-tests") =>
  new ChargebackStack(new Construct(app, scope), id, { environment, tags, stateBucket });

describe("the states of one app", () => {
  test("are as many as its stacks", () => {
    const build = synthesized((app) => {
      testStack(app, "One");
      testStack(app, "Two");
      inScope(app, "Europe", "Three");
      inScope(app, "America", "Four");
    });
    expect(build).not.toThrow();
  });

  test("two stacks of one id in two scopes would overwrite each other's: synthesis says which they are", () => {
    const build = synthesized((app) => {
      inScope(app, "Europe", "News");
      inScope(app, "America", "News");
    });
    expect(build).toThrow(ChargebackInputError);
    expect(build).toThrow(
      'America/News: expected a state that no other stack of the app has (Europe/News keeps its own there), received "s3://state-of-tests/News/terraform.tfstate". Give America/News or Europe/News another id',
    );
  });

  test("the same key in two buckets is two states", () => {
    const build = synthesized((app) => {
      inScope(app, "Europe", "News", "state-eu");
      inScope(app, "America", "News", "state-us");
    });
    expect(build).not.toThrow();
  });

  test("a stack with a backend of its own is compared, and so is an override", () => {
    const own = (key: string) => (app: App) => {
      testStack(app, "News");
      new S3Backend(new TerraformStack(app, "Other"), { bucket: "state-of-tests", key, region: "eu-west-2" });
    };
    expect(synthesized(own("other"))).not.toThrow();
    expect(synthesized(own("News/terraform.tfstate"))).toThrow(/^Other: expected a state that no other stack/);
    const overridden = (app: App) => {
      testStack(app, "News");
      testStack(app, "Other").addOverride("terraform.backend.s3.key", "News/terraform.tfstate");
    };
    expect(synthesized(overridden)).toThrow(ChargebackInputError);
  });
});

/** Who may import whom. The rooms are described in docs/architecture.md. */
const room = (name) => `^${name}/`;
const apart = (name, others) => ({
  name: `${name}-stands-alone`,
  severity: "error",
  from: { path: room(name) },
  to: { path: others.map(room) },
});

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "no-unresolved",
      comment: "Behind the package's own name, which the examples import, stands dist/: absent until it is built.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^bedrock-chargeback(/|$)" },
    },
    apart("constructs", ["lambda", "policies", "cli", "live", "local-aws"]),
    apart("lambda", ["constructs", "policies", "cli", "live", "local-aws", "catalogue"]),
    apart("policies", ["constructs", "lambda", "cli", "live", "local-aws"]),
    apart("catalogue", ["constructs", "lambda", "policies", "cli", "live", "local-aws"]),
    apart("cli", ["constructs", "lambda"]),
    apart("local-aws", ["constructs", "lambda", "policies", "cli", "live"]),
    {
      name: "local-aws-on-demand",
      comment: "It is for development: neither the npm package nor the bundled command line has it or the SDK clients.",
      severity: "error",
      from: { path: "^(cli|policies|constructs|catalogue)/" },
      to: { path: "^(local-aws/|node_modules/@aws-sdk/)", dynamic: false },
    },
    apart("live", ["constructs", "lambda", "cli", "local-aws"]),
    {
      name: "live-on-demand",
      comment: "It brings the SDK's clients, and only the commands that ask AWS have use for them.",
      severity: "error",
      from: { path: room("cli") },
      to: { path: room("live"), dynamic: false, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-cdktf-outside-constructs",
      comment: "The gate and the Lambdas must load without cdktf: it costs a second to import.",
      severity: "error",
      from: { path: "^(policies|lambda|cli|catalogue|live)/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "examples-are-users",
      comment: "An example imports what a user's project could: the package by its name, never a room by its path.",
      severity: "error",
      from: { path: room("examples") },
      to: { path: ["lambda", "policies", "cli", "catalogue", "live"].map(room) },
    },
    {
      name: "nothing-stands-on-the-demo",
      severity: "error",
      from: { pathNot: "^(demo|__tests__)/" },
      to: { path: room("demo") },
    },
    {
      name: "no-tests-in-product",
      severity: "error",
      from: { pathNot: "^__tests__/" },
      to: { path: "^__tests__/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|docs/api|cdktf\\.out|chargeback\\.out|coverage|lambda/bundles)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};

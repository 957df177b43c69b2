#!/usr/bin/env node
// A stand-in for Checkov, which is not installed where these tests run. It judges nothing by itself: it replays outputs that were
// recorded from Checkov 3.3.13, writes records in their form as it is told by STAND_IN, or misbehaves. It proves how the gate
// deals with what it is given, and not what Checkov would say.
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const recorded = path.join(__dirname, "..", "fixtures", "checkov-3.3.13");
const types = {
  CKV_CHARGEBACK_1: ["aws_bedrockagent_agent", "awscc_bedrock_agent"],
  CKV_CHARGEBACK_2: ["aws_bedrock_inference_profile", "awscc_bedrock_application_inference_profile"],
  CKV_CHARGEBACK_3: ["aws_budgets_budget"],
};

const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const file = option("--file");
const isCanary = path.basename(path.dirname(file)) === "canary";
const told = JSON.parse(process.env.STAND_IN ?? "{}");
const behaviour = (isCanary ? told.canary : told.plan) ?? {};

if (told.log !== undefined) {
  const seen = {
    args: process.argv.slice(2),
    env: Object.keys(process.env),
    tagKey: process.env.CHARGEBACK_TAG_KEY,
    cwd: process.cwd(),
    fileMode: fs.statSync(file).mode & 0o777,
    folderMode: fs.statSync(path.dirname(path.dirname(path.dirname(file)))).mode & 0o777,
    plan: fs.readFileSync(file, "utf8"),
    pid: process.pid,
  };
  fs.writeFileSync(path.join(told.log, `${isCanary ? "canary" : "plan"}.json`), JSON.stringify(seen));
}

const modes = { records, recorded: replay, policies, garbage, huge, slow, stubborn, killed, silent };
modes[behaviour.mode ?? "records"]();

function planned() {
  const all = (module) => [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(all)];
  return all(JSON.parse(fs.readFileSync(file, "utf8")).planned_values.root_module ?? {});
}

/** Passes what it is not told to fail; of the canary it fails what is bad. */
function records() {
  const { fail = [], omit = [], extra = [] } = behaviour;
  const own = askedChecks().flatMap((check) =>
    planned()
      .filter(({ type, address }) => types[check]?.includes(type) && !omit.includes(address))
      .map(({ address, name }) => ({
        check_id: check,
        check_name: check,
        address,
        result: fail.includes(address) || (isCanary && name === "bad") ? "FAILED" : "PASSED",
      })),
  );
  answer([...own, ...extra]);
}

function askedChecks() {
  return process.argv.includes("--check") ? option("--check").split(",") : Object.keys(types);
}

/** The real policies, by a stand-in for what loads them. */
function policies() {
  const scan = path.join(__dirname, "python", "scan.py");
  const run = spawnSync("python3", [scan, file, option("--external-checks-dir")], { encoding: "utf8" });
  process.stderr.write(run.stderr);
  if (run.status !== 0) return silent();
  answer(JSON.parse(run.stdout).filter(({ check_id }) => askedChecks().includes(check_id)));
}

function answer(found) {
  const template = JSON.parse(fs.readFileSync(path.join(recorded, "findings.stdout.json"), "utf8"));
  const [record] = template.results.failed_checks;
  const written = found.map(({ check_id, check_name, address, result }) => ({
    ...record,
    check_id,
    check_name,
    check_result: { result, evaluated_keys: [] },
    code_block: [],
    resource: address,
    resource_address: address,
  }));
  const of = (result) => written.filter(({ check_result }) => check_result.result === result);
  const results = { ...template.results, passed_checks: of("PASSED"), failed_checks: of("FAILED") };
  const summary = {
    ...template.summary,
    passed: results.passed_checks.length,
    failed: results.failed_checks.length,
    resource_count: planned().length,
    ...behaviour.summary,
  };
  process.stderr.write(behaviour.stderr ?? "");
  process.stdout.write(`${JSON.stringify({ ...template, results, summary }, undefined, 4)}\n`);
  process.exitCode = behaviour.exitCode ?? (summary.failed > 0 ? 1 : 0);
}

function replay() {
  process.stderr.write(behaviour.stderr ?? "");
  process.stdout.write(fs.readFileSync(path.join(recorded, `${behaviour.name}.stdout.json`)));
  const codes = fs.readFileSync(path.join(recorded, "exit-codes.txt"), "utf8");
  process.exitCode = Number(new RegExp(`^${behaviour.name} (\\d+)$`, "m").exec(codes)[1]);
}

function garbage() {
  process.stdout.write(behaviour.text ?? "\u0000\u001b[31m not a report {");
}

function silent() {
  process.exitCode = behaviour.exitCode ?? 0;
}

function huge() {
  process.stdout.on("error", () => process.exit(1));
  const block = "x".repeat(1024 * 1024);
  const more = () => {
    while (process.stdout.write(block));
    process.stdout.once("drain", more);
  };
  more();
}

function slow() {
  setTimeout(records, 60_000);
}

/** Neither it nor the worker that it starts heeds a request to end. */
function stubborn() {
  const deaf = 'process.on("SIGTERM", () => {}); process.on("SIGINT", () => {}); setTimeout(() => {}, 60000);';
  const worker = spawn(process.execPath, ["-e", deaf], { stdio: "inherit" });
  if (told.log !== undefined) fs.writeFileSync(path.join(told.log, "worker.pid"), String(worker.pid));
  process.on("SIGTERM", () => {});
  process.on("SIGINT", () => {});
  setTimeout(() => {}, 60_000);
}

function killed() {
  process.kill(process.pid, "SIGKILL");
}

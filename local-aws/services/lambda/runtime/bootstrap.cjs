"use strict";
/**
 * Runs in a process of its own, started by environment.ts: loads the function's handler once and answers one event
 * after the other over the channel to its parent. It is plain JavaScript: no loader stands between Node and a function.
 */
const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const { _HANDLER: handlerName, LAMBDA_TASK_ROOT: root } = process.env;

/** As Lambda names it: `{ errorType, errorMessage, trace }`. */
const describe = (error, type) =>
  error instanceof Error
    ? { errorType: type ?? error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: type ?? typeof error, errorMessage: String(error), trace: [] };

class NamedError extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

async function load() {
  const file = path.basename(handlerName);
  const [name, ...exported] = file.split(".");
  const base = path.resolve(root, path.dirname(handlerName), name);
  const found = [".js", ".mjs", ".cjs"].map((extension) => base + extension).find(existsSync);
  if (!found) throw new NamedError("Runtime.ImportModuleError", `Error: Cannot find module '${name}'`);
  const module = await import(pathToFileURL(found).href);
  const reach = (from) => exported.reduce((at, key) => at?.[key], from);
  const handler = reach(module) ?? reach(module.default);
  if (typeof handler === "function") return handler;
  const problem = handler === undefined ? "is undefined or not exported" : "is not a function";
  throw new NamedError("Runtime.HandlerNotFound", `${handlerName} ${problem}`);
}

/** An async handler's promise, or what an older one gives to its callback. */
function call(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
    else if (handler.length < 3) resolve(null);
  });
}

const contextOf = ({ requestId, arn, deadline }) => ({
  awsRequestId: requestId,
  invokedFunctionArn: arn,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
});

const loading = load();
loading.then(
  () => process.send({ ready: true }),
  (error) => process.send({ ready: false, error: describe(error) }),
);

process.on("message", async (invocation) => {
  try {
    const handler = await loading;
    const result = await call(handler, JSON.parse(invocation.event), contextOf(invocation));
    process.send({ payload: JSON.stringify(result) ?? "null" });
  } catch (error) {
    process.send({ error: describe(error) });
  }
});

const dieOf = (type) => (error) => process.send({ error: describe(error, type) }, () => process.exit(1));
process.on("uncaughtException", dieOf());
process.on("unhandledRejection", dieOf("Runtime.UnhandledPromiseRejection"));
// The server is gone: nobody is left to answer to.
process.on("disconnect", () => process.exit(0));

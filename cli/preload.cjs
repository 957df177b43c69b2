"use strict";
/**
 * Loaded into the CDKTF app by way of NODE_OPTIONS. It changes nothing of what the app writes. It tells chargeback two
 * things that otherwise stay inside the app's process: which error ended it, and which line of the project's own
 * source made each construct.
 *
 * CHARGEBACK_ERROR_FILE    gets { name, message } of an uncaught error
 * CHARGEBACK_SOURCES_FILE  gets { [constructPath]: { file, line, column } }
 */
const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { fileURLToPath } = require("node:url");

const { CHARGEBACK_ERROR_FILE: errorFile, CHARGEBACK_SOURCES_FILE: sourcesFile } = process.env;

/** Reporting must never be what breaks an app: the temporary folder may be gone, or the disk full. */
function writeQuietly(file, content) {
  try {
    fs.writeFileSync(file, JSON.stringify(content));
  } catch {
    return;
  }
}

if (errorFile) {
  process.on("uncaughtExceptionMonitor", (error) => {
    if (error instanceof Error) writeQuietly(errorFile, { name: error.name, message: error.message });
  });
}

if (sourcesFile) recordSources(sourcesFile);

function recordSources(file) {
  const project = fs.realpathSync(process.cwd());
  const sources = {};

  const loadModule = Module._load;
  Module._load = function (request, ...rest) {
    const loaded = loadModule.call(this, request, ...rest);
    if (request === "constructs" && loaded?.Node?.prototype?.addMetadata) wrapAddMetadata(loaded.Node.prototype);
    return loaded;
  };

  process.on("exit", () => {
    if (Object.keys(sources).length > 0) writeQuietly(file, sources);
  });

  function wrapAddMetadata(prototype) {
    const wrapped = Symbol.for("chargeback/sources");
    if (prototype[wrapped]) return;
    Object.defineProperty(prototype, wrapped, { value: true });
    const addMetadata = prototype.addMetadata;
    prototype.addMetadata = function chargebackAddMetadata(type, ...rest) {
      // cdktf gives every element exactly one entry of this type, from its constructor, and leaves its trace empty.
      if (type === "stacktrace") {
        const frame = firstProjectFrame(chargebackAddMetadata);
        if (frame) sources[this.path] = frame;
      }
      return addMetadata.call(this, type, ...rest);
    };
  }

  function firstProjectFrame(below) {
    const holder = {};
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 100;
    Error.captureStackTrace(holder, below);
    const stack = String(holder.stack);
    Error.stackTraceLimit = limit;
    for (const line of stack.split("\n").slice(1)) {
      const match = /\(?((?:file:\/\/)?[^()\s][^()]*?)(?:\?[^:()]*)?:(\d+):(\d+)\)?$/.exec(
        line.replace(/^\s*at\s+/, ""),
      );
      const frame = match && projectFrame(match[1].replace(/^.*\((?=[^()]*$)/, ""), Number(match[2]), Number(match[3]));
      if (frame) return frame;
    }
    return undefined;
  }

  function projectFrame(location, line, column) {
    const absolute = location.startsWith("file://") ? fileURLToPath(location) : location;
    if (!path.isAbsolute(absolute)) return undefined;
    const relative = path.relative(project, absolute);
    const outside = relative.startsWith("..") || path.isAbsolute(relative);
    if (outside || relative.split(path.sep).includes("node_modules")) return undefined;
    return { file: relative.split(path.sep).join("/"), line, column };
  }
}

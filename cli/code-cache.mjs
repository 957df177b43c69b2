import { Buffer } from "node:buffer";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Script } from "node:vm";

/**
 * Runs a file that is one function of `exports`, `require` and `module`, with what V8 made of its code in an earlier run, where
 * that is beside it: compiling takes longer than judging a small plan.
 * @returns what the file exports, and a function that keeps the code as it is compiled by then, unless it was read.
 */
export function loadScript(file) {
  const source = readFileSync(file);
  const kept = `${file}.v8-${process.versions.v8}-${process.arch}`;
  const cachedData = readKept(kept, source);
  const script = new Script(source.latin1Slice(), { filename: file, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module);
  return {
    exports: module.exports,
    keepCompiled() {
      if (cachedData === undefined || script.cachedDataRejected) keep(kept, script.createCachedData(), source);
    },
  };
}

const checksumBytes = 4;

/**
 * V8 takes compiled code as it is, for whatever source has the same length: so it has to be whole, and of this one. The sum is
 * against accidents; crypto takes longer to load than this takes in all.
 */
function checksumOf(compiled, source) {
  // Importing it by name would read all that it exports.
  const { crc32 } = process.getBuiltinModule("node:zlib");
  return crc32(compiled, crc32(source));
}

function readKept(file, source) {
  try {
    const bytes = readFileSync(file);
    const compiled = bytes.subarray(checksumBytes);
    return checksumOf(compiled, source) === bytes.readUInt32LE() ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** Beside the code itself, where nobody may write who may not change the code. A folder that is read-only keeps nothing. */
function keep(file, compiled, source) {
  const temporary = `${file}.${process.pid}.tmp`;
  const checksum = Buffer.alloc(checksumBytes);
  try {
    checksum.writeUInt32LE(checksumOf(compiled, source));
    writeFileSync(temporary, Buffer.concat([checksum, compiled]));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}

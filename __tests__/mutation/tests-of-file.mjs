import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";
import { format } from "node:util";
import { expect } from "expect";

/** The part of Jest that the gate's tests use: `describe`, `test`, their tables and hooks, `expect`, and its one snapshot. */
export { expect };

let block;
let found;

const newBlock = (name, parent) => ({
  name,
  parent,
  begun: false,
  beforeAll: [],
  beforeEach: [],
  afterEach: [],
  afterAll: [],
});

const hook = (when) => (body) => block[when].push(body);
export const beforeAll = hook("beforeAll");
export const beforeEach = hook("beforeEach");
export const afterEach = hook("afterEach");
export const afterAll = hook("afterAll");

export const describe = withTables((name, body) => {
  const outer = block;
  block = newBlock(name, outer);
  body();
  block = outer;
});

export const test = withTables((name, body) => {
  const names = [...around(block).map((each) => each.name), name].filter((each) => each !== "");
  found.push({ block, name: names.join(" "), body });
});

function withTables(declare) {
  const each = (table) => (name, body) => {
    const rows = table.every(Array.isArray) ? table : table.map((row) => [row]);
    for (const row of rows) declare(nameOfRow(name, row), () => body(...row));
  };
  return Object.assign(declare, { each });
}

/** Snapshots are found by it. */
function nameOfRow(name, row) {
  const places = name.match(/%[sdifjo]/g) ?? [];
  return format(name, ...row.slice(0, places.length));
}

/** A block and those that it is in, from the file's own inwards: the order of hooks. */
function around(inner) {
  return inner === undefined ? [] : [...around(inner.parent), inner];
}

/** The tests that a file declares. A file that cannot be loaded has one test, which fails. */
export function testsOfFile(file, load) {
  [found, block] = [[], newBlock("")];
  try {
    load();
  } catch (error) {
    return [{ file, id: `${file} is loaded`, unloaded: true, block, body: () => Promise.reject(error) }];
  }
  return found.map((declared, index) => ({ ...declared, file, id: `${file} ${declared.name} [${index}]` }));
}

/** @returns why it failed, or undefined */
export async function runTest({ block: inner, file, name, body }) {
  const blocks = around(inner);
  expect.setState({ testPath: path.resolve(process.cwd(), file), currentTestName: name });
  try {
    for (const each of blocks.filter(({ begun }) => !begun)) {
      each.begun = true;
      await inOrder(each.beforeAll);
    }
    for (const each of blocks) await inOrder(each.beforeEach);
    await body();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  } finally {
    for (const each of blocks.toReversed()) await inOrder(each.afterEach);
  }
}

/** Takes away what the blocks of these tests have set up. */
export async function endTests(tests) {
  const blocks = new Set(tests.flatMap(({ block: inner }) => around(inner)));
  for (const each of blocks) if (each.begun) await inOrder(each.afterAll);
}

async function inOrder(hooks) {
  for (const run of hooks) await run();
}

expect.extend({
  toMatchSnapshot(received) {
    const { testPath, currentTestName } = expect.getState();
    const file = path.join(path.dirname(testPath), "__snapshots__", `${path.basename(testPath)}.snap`);
    const written = received.includes("\n") ? `\n"${received}"\n` : `"${received}"`;
    const pass = createRequire(testPath)(file)[`${currentTestName} 1`] === written;
    return { pass, message: () => `it is not what ${file} shows` };
  },
});

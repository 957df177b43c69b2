import { writeFileSync } from "node:fs";
import path from "node:path";
import { buildSync } from "esbuild";
import { zipSync } from "fflate";

const { outputFiles } = buildSync({
  entryPoints: [path.join(__dirname, "function", "index.ts")],
  write: false,
  bundle: true,
  platform: "node",
  target: "node22",
  // Lambda's Node.js runtimes bring the SDK along.
  external: ["@aws-sdk/*"],
});
const [code] = outputFiles;
if (code === undefined) throw new Error("esbuild wrote no file for function/index.ts");
// The same code makes the same zip, whenever and wherever it is made: its hash is what decides on an update.
const zip = zipSync({ "index.js": code.contents }, { mtime: new Date(1980, 0, 1, 12), os: 3, attrs: 0o100644 << 16 });
writeFileSync(path.join(__dirname, "function.zip"), zip);

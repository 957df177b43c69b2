// The parser that GitHub's own editors use. It is an ES module, which jest does not load: so it is asked in a process of its own.
import { readFileSync } from "node:fs";
import { NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";

const [kind, file] = process.argv.slice(2);
const parse = kind === "action" ? parseAction : parseWorkflow;
const { context } = parse({ name: file, content: readFileSync(file, "utf8") }, new NoOperationTraceWriter());
process.stdout.write(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));

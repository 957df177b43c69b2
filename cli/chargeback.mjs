#!/usr/bin/env node
import { nodeIsRecent } from "./node-version.mjs";

if (nodeIsRecent()) import("./from-source.mjs").then(({ runMain }) => runMain("./main.ts"));

"use strict";
/** Loaded into the command line: changes the plan file in the moment before it would be applied. */
const fs = require("node:fs");
const { renameSync } = fs;
fs.renameSync = (from, to) => {
  renameSync(from, to);
  if (to.endsWith("plan.tfplan")) fs.writeFileSync(to, "another plan");
};

const { default: Sequencer } = require("@jest/test-sequencer");

const isOfTerraform = ({ path }) => path.endsWith(".terraform.test.ts");

/** Tests that run Terraform begin first: they take longest, and the last of them would keep all others waiting at the end. */
module.exports = class TerraformFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isOfTerraform), ...sorted.filter((test) => !isOfTerraform(test))];
  }
};

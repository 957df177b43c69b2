import js from "@eslint/js";
import tseslint from "typescript-eslint";
import cdk from "eslint-plugin-awscdk";

export default tseslint.config(
  { ignores: ["dist/", "docs/api/", "cdktf.out/", "chargeback.out/", "coverage/", "lambda/bundles/", "**/fixtures/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
  {
    files: ["constructs/**/*.ts", "main.ts", "examples/*/main.ts"],
    ...cdk.configs.recommended,
  },
  {
    files: ["**/*.cjs", "**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        module: "writable",
        require: "readonly",
        console: "readonly",
        jest: "readonly",
        setTimeout: "readonly",
        __dirname: "readonly",
      },
    },
  },
);

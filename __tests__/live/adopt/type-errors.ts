import path from "node:path";
import ts from "typescript";

const root = path.join(__dirname, "../../..");

/** What the compiler says against a source that imports this package by its name. */
export function typeErrors(source: string): string[] {
  const snippet = path.join(__dirname, "adopted-snippet.ts");
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageOrOptions) =>
    path.resolve(name) === snippet
      ? ts.createSourceFile(name, source, languageOrOptions, true)
      : getSourceFile(name, languageOrOptions);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => path.resolve(name) === snippet || fileExists(name);
  const program = ts.createProgram([snippet], options, host);
  const file = program.getSourceFile(snippet);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}

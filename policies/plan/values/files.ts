import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Expression } from "../expression/ast";
import { parseTemplate } from "../expression/parse";

/** Policies and lists of agents are pages. */
const longest = 1024 * 1024;

/** The texts of the configuration folder that expressions read, each read once. */
export class ConfigFiles {
  private readonly texts = new Map<string, string | undefined>();
  private readonly templates = new Map<string, Expression>();

  /** @param root the root module's folder, from which Terraform counts. @default nothing is at hand */
  constructor(private readonly root: string | undefined) {}

  /** What `path.module` is in a module's folder. */
  pathOf(folder: string | undefined): string | undefined {
    if (this.root === undefined || folder === undefined) return undefined;
    return path.relative(this.root, folder).split(path.sep).join("/") || ".";
  }

  /** A file's text; undefined where it is not at hand, outside the folder, or no text. */
  textOf(name: string): string | undefined {
    if (!this.texts.has(name)) this.texts.set(name, this.read(name));
    return this.texts.get(name);
  }

  /** The template that a file's text is. A loop comes by the same one again and again. */
  templateOf(text: string): Expression {
    const template = this.templates.get(text) ?? parseTemplate(text);
    this.templates.set(text, template);
    return template;
  }

  private read(name: string): string | undefined {
    if (this.root === undefined || path.isAbsolute(name)) return undefined;
    const inside = path.normalize(name);
    if (inside === ".." || inside.startsWith(`..${path.sep}`)) return undefined;
    try {
      const file = path.join(this.root, inside);
      const status = statSync(file);
      // Reading a pipe or a device might never end.
      if (!status.isFile() || status.size > longest) return undefined;
      const text = readFileSync(file, "utf8");
      // What is not UTF-8 Terraform refuses.
      return text.includes("\uFFFD") ? undefined : text;
    } catch {
      return undefined;
    }
  }
}

import type { AttributePath } from "./module";

/** `a.b[0].c[*].d`, as Terraform writes it. */
export function formatPath(path: AttributePath): string {
  return path
    .map((key, index) => (typeof key === "number" || key === "*" ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join("");
}

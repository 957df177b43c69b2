import { expect, test } from "@jest/globals";
import { beliefs } from "../../local-aws/belief";
import { services } from "../../local-aws/services";

test("every belief says what it is about, and on what ground it stands", () => {
  const names = services.map(({ wire }) => wire.name);
  expect(beliefs().length).toBeGreaterThan(0);
  for (const { service, statement, ground } of beliefs()) {
    expect(names).toContain(service);
    expect(statement).toMatch(/^[A-Z].*\.$/s);
    if ("sourced" in ground) expect(ground.sourced).toMatch(/^https:\/\/\S+$/);
    else expect(ground.assumed).not.toBe("");
  }
});

import { missingMember, unknownMember, within } from "./input-fault";
import { membersOf, type Member, type Shape } from "./schema";

/** Refuses a structure that lacks a required member, and a union that has none or several. */
export function checkMembers(shape: Shape, value: Readonly<Record<string, unknown>>, path: string): void {
  for (const { name, required } of membersOf(shape))
    if (required && value[name] === undefined) throw missingMember(within(path, name));
  if (shape.isUnionSchema() && Object.keys(value).length !== 1) throw missingMember(within(path, "(one member)"));
}

/** The members by the name that they have on the wire. Throws for a name that is not there. */
export function memberFinder(list: readonly Member[], wireName: (member: Member) => string) {
  const byName = new Map(list.map((member) => [wireName(member), member]));
  return (name: string, path: string): Member => {
    const member = byName.get(name);
    if (!member) throw unknownMember(within(path, name));
    return member;
  };
}

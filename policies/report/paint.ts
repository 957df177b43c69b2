import { createColors } from "picocolors";

export type Paint = ReturnType<typeof createColors>;

export const paintIn = (colour: boolean): Paint => createColors(colour);

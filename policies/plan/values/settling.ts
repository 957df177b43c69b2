/** What settles an attribute whose expression the plan's JSON does not hold. */
export const giveFolder = "give the configuration folder with --config DIR";

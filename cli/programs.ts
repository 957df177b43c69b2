/** The programs of the package, by the module that an entry file names. */
export const programs = {
  "./main.ts": () => import("./main.js"),
  "./wrapper/main.ts": () => import("./wrapper/main.js"),
};

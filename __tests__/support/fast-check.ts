import fc from "fast-check";

// In CI always the same cases, so that a red run is about the change at hand; elsewhere new ones each time, to go on searching.
if (process.env["CI"] !== undefined) fc.configureGlobal({ seed: 20260101 });

export default fc;

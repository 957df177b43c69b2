import type { SystemProfile } from "./model-entry";

/** Destination of global profiles. AWS adds Regions to them over time, so they are not listed one by one. */
export const ANY_COMMERCIAL_REGION = "*";

type Routes = SystemProfile["routes"];

/** AWS's usual pattern: every source Region reaches the same core Regions, and itself. */
export const reaching = (core: readonly string[], sources: readonly string[]): Routes =>
  Object.fromEntries(sources.map((source) => [source, [...new Set([...core, source])].sort()]));

const global = (sources: readonly string[]): Routes =>
  Object.fromEntries(sources.map((source) => [source, [ANY_COMMERCIAL_REGION]]));

const usCore = ["us-east-1", "us-east-2", "us-west-2"];
const euCore = ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"];
const euNovaCore = ["eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3"];

/** Routes that several profiles share, named by geography. */
export const us = {
  three: reaching(usCore, usCore),
  four: reaching(usCore, [...usCore, "us-west-1"]),
  withCanadaCentral: reaching(usCore, [...usCore, "us-west-1", "ca-central-1"]),
  withCanada: reaching(usCore, [...usCore, "us-west-1", "ca-central-1", "ca-west-1"]),
};

export const eu = {
  threeRegions: reaching(["eu-central-1", "eu-west-1", "eu-west-3"], ["eu-central-1", "eu-west-1", "eu-west-3"]),
  fourRegions: reaching(euNovaCore, euNovaCore),
  sixRegionsAndTelAviv: reaching(euCore, [...euCore, "il-central-1"]),
  withLondonAndZurich: reaching(euCore, [...euCore, "eu-west-2", "eu-central-2"]),
  nova: {
    ...reaching(euNovaCore, [...euNovaCore, "eu-south-1", "eu-south-2"]),
    // The one source that also reaches Milan.
    "il-central-1": [...euNovaCore, "eu-south-1", "il-central-1"].sort(),
  },
};

export const asiaPacific = {
  nova: reaching(
    ["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2"],
    ["ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2"],
  ),
  japan: reaching(["ap-northeast-1", "ap-northeast-3"], ["ap-northeast-1", "ap-northeast-3"]),
  australia: reaching(["ap-southeast-2", "ap-southeast-4"], ["ap-southeast-2", "ap-southeast-4"]),
  australiaAndNewZealand: reaching(
    ["ap-southeast-2", "ap-southeast-4"],
    ["ap-southeast-2", "ap-southeast-4", "ap-southeast-6"],
  ),
};

const americas = [...usCore, "us-west-1", "ca-central-1", "ca-west-1", "sa-east-1", "mx-central-1"];
const middleEastAndAfrica = ["il-central-1", "me-central-1", "me-south-1", "af-south-1"];
const europe = [...euCore, "eu-central-2", "eu-west-2"];
const eastAndSouthAsia = [
  "ap-east-2",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-south-2",
];
const southeastAsia = [1, 2, 3, 4, 5, 6, 7].map((number) => `ap-southeast-${number}`);

export const worldwide = {
  fromEverywhere: global([...americas, ...europe, ...middleEastAndAfrica, ...eastAndSouthAsia, ...southeastAsia]),
  fromFive: global(["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "ap-northeast-1"]),
};

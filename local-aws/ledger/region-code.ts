const areas: Readonly<Record<string, string>> = { us: "US", eu: "EU", ap: "AP", sa: "SA", me: "ME", af: "AF" };
const directions: Readonly<Record<string, string>> = {
  east: "E",
  west: "W",
  north: "N",
  south: "S",
  central: "C",
  northeast: "N",
  southeast: "S",
};
const exceptions: Readonly<Record<string, string>> = { "ap-south-1": "APS3", "ca-central-1": "CAN1" };

/** How usage types name a Region: `eu-west-2` is `EUW2`. */
export function regionCode(region: string): string {
  const [area = "", direction = "", number = ""] = region.split("-");
  const [prefix, way] = [areas[area], directions[direction]];
  return exceptions[region] ?? (prefix && way ? `${prefix}${way}${number}` : region.toUpperCase());
}

/** One item of the feed, as plain text. */
export interface Announcement {
  title: string;
  link: string;
  text: string;
  /** Product and area slugs, such as "amazon-bedrock" or "compute". */
  categories: string[];
  /** Milliseconds since the epoch; undefined when the feed's date cannot be read. */
  publishedAt: number | undefined;
}

/** An announcement as an exchange lists it. */
export interface Announcement {
  readonly ticker: string;
  /** When it was made, as it is written. */
  readonly at: string;
  /** What the exchange calls it, such as "Outcome of Board Meeting". */
  readonly subject: string;
  readonly text: string;
  /** The address of its document, as it is written; left out where the list has none. */
  readonly url?: string;
}

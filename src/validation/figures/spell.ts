/** The sessions for which a stock kept its band, between two sessions on which it had others. */
export interface Spell {
  /** Index into BANDS. */
  readonly band: number;
  /** The session before the first one, and the one after the last. */
  readonly before: number;
  readonly after: number;
}

/** A subscription cannot go on from its cursor, because the cursor is too old or not of this log. */
export class CursorExpired extends Error {
  /** @param oldest the oldest cursor after which the log still has every event */
  constructor(
    message: string,
    readonly oldest: string,
  ) {
    super(message);
  }
}

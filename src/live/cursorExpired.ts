/** A cursor from which a subscription cannot go on: too old, or not of this log. */
export class CursorExpired extends Error {
  /** @param oldest the oldest cursor that the log still has everything after */
  constructor(
    message: string,
    readonly oldest: string,
  ) {
    super(message);
  }
}

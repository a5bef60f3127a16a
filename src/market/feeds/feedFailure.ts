import { UserError } from '../../userError.js';

/** Why a file could not be got. The message is for operators. */
export class FeedFailure extends UserError {
  override readonly name = 'FeedFailure';

  /** @param retryAfterMs how long the source wants us to wait; null: it does not say */
  constructor(
    message: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}

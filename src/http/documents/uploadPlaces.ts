import type { Caller } from '../../access/caller.js';
import { codedError } from '../../graphql/codedError.js';

/** How many uploads one process receives at a time, of all callers and of each. */
const MOST = 16;
const MOST_PER_CALLER = 4;
const RETRY_AFTER_SECONDS = 5;

/** Bounds the uploads that are received at a time, and so what they hold on the disk before they are checked. */
export class UploadPlaces {
  readonly #taken = new Map<string, number>();
  #all = 0;

  /**
   * Takes a place for an upload.
   *
   * @returns gives it back; to be called once
   * @throws GraphQLError RATE_LIMITED where the caller has as many as it may have, OVERLOADED where all have
   */
  take({ name }: Pick<Caller, 'name'>): () => void {
    const own = this.#taken.get(name) ?? 0;
    if (own >= MOST_PER_CALLER) {
      const message = `Expected at most ${MOST_PER_CALLER} uploads of a caller at a time, got one more: wait for an answer.`;
      throw codedError('RATE_LIMITED', message, { status: 429, retryAfter: RETRY_AFTER_SECONDS });
    }
    if (this.#all >= MOST) {
      const message = `Expected at most ${MOST} uploads at a time, got one more: try again in ${RETRY_AFTER_SECONDS} s.`;
      throw codedError('OVERLOADED', message, { status: 503, retryAfter: RETRY_AFTER_SECONDS });
    }
    this.#taken.set(name, own + 1);
    this.#all++;
    return () => {
      const left = (this.#taken.get(name) ?? 0) - 1;
      if (left > 0) this.#taken.set(name, left);
      else this.#taken.delete(name);
      this.#all--;
    };
  }
}

/** A token bucket: a client may send so many messages at once, and so many in each second after. */
export class MessageRate {
  readonly #perSecond: number;
  readonly #most: number;
  #left: number;
  #filledAt: number;

  /** @param now in milliseconds, by the clock that `allows` gets */
  constructor(perSecond: number, atOnce: number, now: number) {
    this.#perSecond = perSecond;
    this.#most = atOnce;
    this.#left = atOnce;
    this.#filledAt = now;
  }

  /** Tells whether one more message is allowed, and counts it. */
  allows(now: number): boolean {
    this.#left = Math.min(this.#most, this.#left + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
    if (this.#left < 1) return false;
    this.#left--;
    return true;
  }
}

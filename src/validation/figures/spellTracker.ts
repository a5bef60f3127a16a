import type { Spell } from './spell.js';

/** Finds spells while sessions pass. A spell counts where the stock is scored on the sessions on both sides of it. */
export class SpellTracker {
  /** Of each security: its last session, and where its present spell began; its band then. */
  readonly #last: Int32Array;
  readonly #start: Int32Array;
  readonly #band: Uint8Array;
  /** 1 where the stock was scored on the session before the present spell. */
  readonly #isPreceded: Uint8Array;
  readonly #spells: Spell[];

  /** @param spells gets what is found, ascending by `after` */
  constructor(securities: number, spells: Spell[]) {
    this.#last = new Int32Array(securities).fill(-2);
    this.#start = new Int32Array(securities);
    this.#band = new Uint8Array(securities);
    this.#isPreceded = new Uint8Array(securities);
    this.#spells = spells;
  }

  /** Takes the band of a stock on the next session on which it is scored. */
  take(security: number, session: number, band: number): void {
    const follows = this.#last[security] === session - 1;
    this.#last[security] = session;
    if (follows && this.#band[security] === band) return;
    if (follows && this.#isPreceded[security] === 1) {
      this.#spells.push({
        band: this.#band[security],
        before: this.#start[security] - 1,
        after: session,
      });
    }
    this.#start[security] = session;
    this.#band[security] = band;
    this.#isPreceded[security] = follows ? 1 : 0;
  }
}

import type pg from 'pg';
import { dayOf, isoOf } from '../market/day.js';
import type { Day, IsoDate, MarketReturn } from '../scoring/names.js';
import type { Handover } from './handover.js';

/** A session whose market return is taken from elsewhere than that of the session before. */
export interface MarketReturnChange {
  readonly date: IsoDate;
  readonly former: MarketReturn;
  readonly now: MarketReturn;
}

interface Known {
  readonly day: Day;
  readonly marketReturn: MarketReturn | null;
}

/** Finds the sessions of the served method at which the market return begins to be taken from elsewhere. */
export class MarketReturns {
  readonly changes: MarketReturnChange[] = [];
  #last: Known | null = null;

  /** @param client the connection that stores runs */
  constructor(private readonly client: pg.ClientBase) {}

  /**
   * Compares a day with the newest scored session before it; days must ascend.
   *
   * @param before the session before the day; undefined where it is not known
   */
  async note(
    before: Day | undefined,
    day: Day,
    now: MarketReturn,
    handover: Pick<Handover<unknown>, 'idle'>,
  ): Promise<void> {
    const former =
      this.#last !== null && this.#last.day === before ? this.#last : await this.#newest(day, handover);
    this.#last = { day, marketReturn: now };
    const kind = former?.marketReturn ?? now;
    if (kind !== now) this.changes.push({ date: isoOf(day), former: kind, now });
  }

  /** Returns the newest scored session before a day: one that is stored, or the one that was noted last. */
  async #newest(day: Day, handover: Pick<Handover<unknown>, 'idle'>): Promise<Known | null> {
    await handover.idle();
    const { rows } = await this.client.query<{ day: string; kind: MarketReturn | null }>(
      `SELECT served_days.day::text AS day, market_return AS kind
       FROM served_days JOIN runs ON runs.id = run_id WHERE served_days.day < $1 ORDER BY served_days.day DESC LIMIT 1`,
      [isoOf(day)],
    );
    const stored = rows.map((row) => ({ day: dayOf(row.day), marketReturn: row.kind })).at(0) ?? null;
    return this.#last !== null && (stored === null || this.#last.day > stored.day) ? this.#last : stored;
  }
}

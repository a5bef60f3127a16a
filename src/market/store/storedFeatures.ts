import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { FEATURES, type Day, type Ticker } from '../../scoring/names.js';
import type { FeaturesOf, KnownFeatures } from '../crossSection.js';
import { dayOf, isoOf } from '../day.js';
import { asRecorded } from './recordFacts.js';
import type { StockIds } from './stockIds.js';

/** Days that are read at once. The features of a thousand stocks on their fifty sessions take ten megabytes. */
const CALENDAR_DAYS_AT_ONCE = 72;

/**
 * Reads stored features as recorded at a batch, day after day. Days are read ahead, so that callers have to announce
 * them and to ask for them in ascending order.
 */
export class StoredFeatures {
  #features = new Map<Day, Map<Ticker, KnownFeatures>>();
  /** The day of each stock's last bar up to the last day that was asked for. */
  #lastBar = new Map<Ticker, Day>();
  /** The bars after that day, ascending. */
  #nextBars: { readonly ticker: Ticker; readonly day: Day }[] = [];
  #next = 0;

  /** @param days the days that will be asked for, ascending */
  constructor(
    private readonly client: pg.ClientBase,
    private readonly ids: StockIds,
    private readonly batch: number,
    private readonly days: readonly Day[],
  ) {}

  /**
   * Returns the features of all stocks on a day.
   *
   * @throws RangeError where the day was not announced
   */
  async on(day: Day): Promise<FeaturesOf> {
    if (!this.#features.has(day)) await this.#readAhead(day);
    const features = this.#features.get(day) ?? new Map<Ticker, KnownFeatures>();
    this.#features.delete(day);
    for (; this.#next < this.#nextBars.length && this.#nextBars[this.#next].day <= day; this.#next++) {
      const { ticker, day: last } = this.#nextBars[this.#next];
      this.#lastBar.set(ticker, last);
    }
    const lastBars = this.#lastBar;
    return (ticker) => features.get(ticker) ?? { lastBar: lastBars.get(ticker) ?? null };
  }

  async #readAhead(first: Day): Promise<void> {
    const ahead = this.days.filter((day) => day >= first && day < first + CALENDAR_DAYS_AT_ONCE);
    if (ahead[0] !== first) throw new RangeError(`Expected a day that was announced, got ${isoOf(first)}.`);
    this.#features = new Map(ahead.map((day) => [day, new Map()]));
    const span = `day BETWEEN '${isoOf(first)}' AND '${isoOf(ahead[ahead.length - 1])}'`;
    await copyOut(
      this.client,
      `SELECT stock_id, day, bar_age, source = 'SECONDARY', ${FEATURES.join(', ')}
       FROM stocks JOIN features ON stock_id = id AND ${span}
       WHERE ${asRecorded(this.batch)}`,
      (row) => {
        const ticker = this.ids.tickerOf(row.int4());
        const features = this.#features.get(row.date());
        const age = row.int2();
        const secondary = row.bool() ? 1 : 0;
        features?.set(ticker, { values: FEATURES.map(() => row.float8()), age, secondary });
      },
    );
    await this.#readLastBars(first, span);
  }

  /** Reads the last bar of each stock before a day, and all bars of a span from that day on. */
  async #readLastBars(before: Day, span: string): Promise<void> {
    const { rows } = await this.client.query<{ id: number; day: string }>(
      `SELECT id, day::text FROM stocks, LATERAL (
         SELECT day FROM bars WHERE stock_id = id AND day < $1 AND ${asRecorded(this.batch)}
         ORDER BY day DESC LIMIT 1
       ) AS last`,
      [isoOf(before)],
    );
    this.#lastBar = new Map(rows.map(({ id, day }) => [this.ids.tickerOf(id), dayOf(day)]));
    this.#nextBars = [];
    this.#next = 0;
    await copyOut(
      this.client,
      `SELECT stock_id, day FROM bars WHERE ${span} AND ${asRecorded(this.batch)}`,
      (row) => this.#nextBars.push({ ticker: this.ids.tickerOf(row.int4()), day: row.date() }),
    );
    this.#nextBars.sort((a, b) => a.day - b.day);
  }
}

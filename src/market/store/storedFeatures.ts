import type pg from 'pg';
import { copyOut } from '../../database/copy.js';
import { FEATURES, type Day, type Ticker } from '../../scoring/names.js';
import type { FeaturesOf, KnownFeatures } from '../crossSection.js';
import { dayOf, isoOf } from '../day.js';
import type { StockIds } from './factTables.js';
import { asRecorded } from './recordFacts.js';

/** Days read at once: a thousand stocks on fifty days are ten megabytes. */
const DAYS_AT_ONCE = 50;

/**
 * Stored features, day after day, as recorded at a batch. Days are to be asked for in ascending order, from those
 * that were announced.
 */
export class StoredFeatures {
  #days = new Map<Day, Map<Ticker, KnownFeatures>>();
  readonly #lastBar = new Map<Ticker, Day>();
  #read = 0;

  private constructor(
    private readonly client: pg.ClientBase,
    private readonly ids: StockIds,
    private readonly batch: number,
    private readonly days: readonly Day[],
  ) {}

  static async open(
    client: pg.ClientBase,
    ids: StockIds,
    batch: number,
    days: readonly Day[],
  ): Promise<StoredFeatures> {
    const features = new StoredFeatures(client, ids, batch, days);
    if (days.length > 0) await features.#readLastBars(days[0]);
    return features;
  }

  async on(day: Day): Promise<FeaturesOf> {
    if (!this.#days.has(day)) await this.#readAhead(day);
    const rows = this.#days.get(day) ?? new Map<Ticker, KnownFeatures>();
    this.#days.delete(day);
    for (const [ticker, { age }] of rows) if (age === 0) this.#lastBar.set(ticker, day);
    return (ticker) => rows.get(ticker) ?? { lastBar: this.#lastBar.get(ticker) ?? null };
  }

  async #readAhead(day: Day): Promise<void> {
    while (this.#read < this.days.length && this.days[this.#read] < day) this.#read++;
    const ahead = this.days.slice(this.#read, this.#read + DAYS_AT_ONCE);
    if (ahead[0] !== day) throw new RangeError(`expected a day that was announced, came ${isoOf(day)}`);
    this.#read += ahead.length;
    this.#days = new Map(ahead.map((one) => [one, new Map()]));
    await copyOut(
      this.client,
      `SELECT stock_id, day, bar_age, source = 'SECONDARY', ${FEATURES.join(', ')}
       FROM stocks JOIN features ON stock_id = id AND day BETWEEN '${isoOf(day)}' AND '${isoOf(ahead[ahead.length - 1])}'
       WHERE ${asRecorded(this.batch)}`,
      (row) => {
        const ticker = this.ids.tickerOf(row.int4());
        const rows = this.#days.get(row.date());
        const age = row.int2();
        const secondary = row.bool() ? 1 : 0;
        rows?.set(ticker, { values: FEATURES.map(() => row.float8()), age, secondary });
      },
    );
  }

  /** The last bars before a day; later ones are seen as the days go by. */
  async #readLastBars(before: Day): Promise<void> {
    const { rows } = await this.client.query<{ id: number; day: string }>(
      `SELECT id, day::text FROM stocks, LATERAL (
         SELECT day FROM bars WHERE stock_id = id AND day < $1 AND ${asRecorded(this.batch)}
         ORDER BY day DESC LIMIT 1
       ) AS last`,
      [isoOf(before)],
    );
    for (const { id, day } of rows) this.#lastBar.set(this.ids.tickerOf(id), dayOf(day));
  }
}

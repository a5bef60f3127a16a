import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { Turns } from '../async/turns.js';
import type { Database } from '../database/database.js';
import { onceMore } from '../database/onceMore.js';
import { withTimeout } from '../database/withTimeout.js';
import type { IsoDate } from '../scoring/names.js';
import { batchOfBusinessFacts, BusinessFacts } from './businessFacts.js';
import { loadMarketDay, type MarketDay, type MarketDayKey } from './marketDay.js';

/** Some 25 days of 2,000 stocks. */
const DEFAULT_MAX_ROWS = 50_000;
/** Those of today, and those of lists that began before an import. */
const FACTS_KEPT = 2;

/** The bounds of kept days of the market. */
export interface MarketDaysOptions {
  /** How many stocks all kept days may have together; by default 50,000. */
  readonly maxRows?: number;
  /** How long a statement may take, in milliseconds; 0, the default: without limit. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Keeps days of the market by day and batch, and forgets the least recently used ones first. What was recorded at a batch
 * never changes, so that nothing that is kept can be outdated. Figures and shareholdings are kept for all days together.
 */
export class MarketDays {
  readonly #database: Pick<Database, 'pool'>;
  readonly #timeoutMs: number;
  readonly #kept: LRUCache<string, MarketDay>;
  readonly #loading = new Map<string, Promise<MarketDay>>();
  readonly #facts = new LRUCache<number, BusinessFacts>({ max: FACTS_KEPT });
  /** One day at a time: each takes the processor for some milliseconds, and other work comes in between. */
  readonly #turns = new Turns(1);

  constructor(
    database: Pick<Database, 'pool'>,
    { maxRows = DEFAULT_MAX_ROWS, timeoutMs = 0 }: MarketDaysOptions = {},
  ) {
    this.#database = database;
    this.#timeoutMs = timeoutMs;
    this.#kept = new LRUCache({ maxSize: maxRows, sizeCalculation: ({ size }) => Math.max(1, size) });
  }

  /** How many stocks all kept days have together. */
  get rows(): number {
    return this.#kept.calculatedSize;
  }

  /** Looks up a day, and reads it where it is not kept: at once, and not as a promise, where it is. */
  of(key: MarketDayKey): MarketDay | Promise<MarketDay> {
    const name = `${key.day} ${key.batch}`;
    const kept = this.#kept.get(name);
    if (kept !== undefined) return kept;
    let loading = this.#loading.get(name);
    if (loading === undefined) {
      loading = this.#load(key).finally(() => this.#loading.delete(name));
      this.#loading.set(name, loading);
      loading.then(
        (day) => this.#kept.set(name, day),
        () => undefined,
      );
    }
    return loading;
  }

  #load({ day, batch }: MarketDayKey): Promise<MarketDay> {
    const read = () =>
      withTimeout(this.#database.pool, this.#timeoutMs, (client) => this.#read(client, day, batch));
    return this.#turns.inTurn(() => onceMore(this.#database.pool, read));
  }

  async #read(client: pg.PoolClient, day: IsoDate, batch: number): Promise<MarketDay> {
    const ofFacts = await batchOfBusinessFacts(client, batch);
    const kept = this.#facts.get(ofFacts);
    const facts = kept ?? (await BusinessFacts.read(client, ofFacts));
    this.#facts.set(ofFacts, facts);
    return loadMarketDay(client, facts, { day, batch }, kept === undefined ? facts.size : 0);
  }
}

import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { FairTurns } from '../async/fairTurns.js';
import type { Database } from '../database/database.js';
import { onceMore } from '../database/onceMore.js';
import { withTimeout } from '../database/withTimeout.js';
import { batchOfBusinessFacts, BusinessFacts } from './businessFacts.js';
import { loadMarketDay, nameOfMarketDay, type MarketDay, type MarketDayKey } from './marketDay.js';

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
  /** Reads a day; by default from the database. */
  readonly load?: (key: MarketDayKey) => Promise<MarketDay>;
}

/** Who waits for a day. */
export interface MarketDayAsker {
  /** The name of the caller. */
  readonly name: string;
  /** Aborts when the operation is over, so that its day need not be read any more. */
  readonly signal: AbortSignal | undefined;
}

/** Who waits where no caller does. */
const OURSELVES: MarketDayAsker = { name: 'ourselves', signal: undefined };

/**
 * Keeps days of the market by day and batch, and forgets the least recently used ones first. What was recorded at a batch
 * never changes, so that nothing that is kept can be outdated. Figures and shareholdings are kept for all days together.
 */
export class MarketDays {
  readonly #database: Pick<Database, 'pool'>;
  readonly #timeoutMs: number;
  readonly #load: (key: MarketDayKey) => Promise<MarketDay>;
  readonly #kept: LRUCache<string, MarketDay>;
  readonly #loading = new Map<string, Promise<MarketDay>>();
  readonly #facts = new LRUCache<number, BusinessFacts>({ max: FACTS_KEPT });
  /**
   * One day at a time: each takes the processor for some milliseconds, and other work comes in between. Callers take turns,
   * so that many days of one hold up a day of another only for the time of one.
   */
  readonly #turns = new FairTurns(1, 1);

  constructor(
    database: Pick<Database, 'pool'>,
    { maxRows = DEFAULT_MAX_ROWS, timeoutMs = 0, load }: MarketDaysOptions = {},
  ) {
    this.#database = database;
    this.#timeoutMs = timeoutMs;
    this.#load = load ?? ((key) => this.#read(key));
    this.#kept = new LRUCache({ maxSize: maxRows, sizeCalculation: ({ size }) => Math.max(1, size) });
  }

  /** How many stocks all kept days have together. */
  get rows(): number {
    return this.#kept.calculatedSize;
  }

  /**
   * Looks up a day, and reads it in turn where it is not kept: at once, and not as a promise, where it is.
   *
   * @throws the reason of the asker's signal, if that aborts before it is its turn
   */
  of(key: MarketDayKey, asker: MarketDayAsker = OURSELVES): MarketDay | Promise<MarketDay> {
    const name = nameOfMarketDay(key);
    return (
      this.#kept.get(name) ??
      this.#loading.get(name) ??
      // A day that waits is not shared before its turn: another caller may have its turn earlier.
      this.#turns.inTurn([asker.name], () => {
        asker.signal?.throwIfAborted();
        return this.#kept.get(name) ?? this.#loading.get(name) ?? this.#begin(name, key);
      })
    );
  }

  async #begin(name: string, key: MarketDayKey): Promise<MarketDay> {
    const loading = this.#load(key);
    this.#loading.set(name, loading);
    try {
      const day = await loading;
      this.#kept.set(name, day);
      return day;
    } finally {
      this.#loading.delete(name);
    }
  }

  #read(key: MarketDayKey): Promise<MarketDay> {
    const read = () =>
      withTimeout(this.#database.pool, this.#timeoutMs, (client) => this.#readOver(client, key));
    return onceMore(this.#database.pool, read);
  }

  async #readOver(client: pg.PoolClient, key: MarketDayKey): Promise<MarketDay> {
    const ofFacts = await batchOfBusinessFacts(client, key.batch);
    const kept = this.#facts.get(ofFacts);
    const facts = kept ?? (await BusinessFacts.read(client, ofFacts));
    this.#facts.set(ofFacts, facts);
    return loadMarketDay(client, facts, key, kept === undefined ? facts.size : 0);
  }
}

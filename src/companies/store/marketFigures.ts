import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { onceMore } from '../../database/onceMore.js';
import { withTimeout } from '../../database/withTimeout.js';
import type { Day } from '../../scoring/names.js';
import { MarketRows, type FiguresByStock } from './marketRows.js';

/** Those of today, and those of operations that began before an import. */
const MARKETS_KEPT = 2;
const BATCHES_KEPT = 100;
/** Datasets whose batches leave all statements as they are. */
const UNRELATED = [
  ...['prices', 'indices', 'events', 'shareholding', 'fundamentals', 'actions', 'holidays'],
  ...['filings', 'intelligence'],
];

export interface MarketFiguresOptions {
  /** How long a statement may take, in milliseconds; 0, the default: without limit. */
  readonly timeoutMs?: number;
}

/**
 * Keeps what is derived of the whole market: sales, net profit, operating margins, equity and returns of all companies.
 * Earnings per share and quoted multiples are not among them: `figuresOfStocks` reads all figures of a few companies.
 * What was recorded at a batch never changes, so that nothing that is kept can be outdated; imports of other facts leave it.
 */
export class MarketFigures {
  readonly #timeoutMs: number;
  /** By the newest batch that may have changed statements. */
  readonly #kept = new LRUCache<number, MarketRows>({ max: MARKETS_KEPT });
  /** That batch for each one that was asked for. */
  readonly #changedIn = new LRUCache<number, number>({ max: BATCHES_KEPT });
  readonly #reading = new Map<number, Promise<MarketRows>>();

  constructor(
    private readonly database: Pick<Database, 'pool'>,
    { timeoutMs = 0 }: MarketFiguresOptions = {},
  ) {
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Returns the figures of all companies that have any: at once, and not as a promise, where they are kept. Callers that
   * ask while they are read wait for the same reading.
   *
   * @param batch as recorded at which batch: that of the snapshot
   * @param on what was published later does not count
   */
  of(batch: number, on: Day): FiguresByStock | Promise<FiguresByStock> {
    const changedIn = this.#changedIn.get(batch);
    const kept = changedIn === undefined ? undefined : this.#kept.get(changedIn);
    return kept === undefined ? this.#read(batch).then((rows) => rows.asOf(on)) : kept.asOf(on);
  }

  #read(batch: number): Promise<MarketRows> {
    let reading = this.#reading.get(batch);
    if (reading === undefined) {
      const { pool } = this.database;
      reading = onceMore(pool, () =>
        withTimeout(pool, this.#timeoutMs, (client) => this.#readOver(client, batch)),
      ).finally(() => this.#reading.delete(batch));
      this.#reading.set(batch, reading);
    }
    return reading;
  }

  async #readOver(client: pg.PoolClient, batch: number): Promise<MarketRows> {
    const changedIn = await newestChange(client, batch);
    const rows = this.#kept.get(changedIn) ?? (await MarketRows.read(client, changedIn));
    this.#kept.set(changedIn, rows);
    this.#changedIn.set(batch, changedIn);
    return rows;
  }
}

/** Finds the newest batch up to another one that may have changed statements; 0 where there is none. */
async function newestChange(client: pg.ClientBase, batch: number): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT coalesce(max(id), 0) AS id FROM batches WHERE id <= $1 AND NOT dataset = ANY ($2)',
    [batch, UNRELATED],
  );
  return rows[0].id;
}

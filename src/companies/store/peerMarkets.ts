import { LRUCache } from 'lru-cache';
import { FairTurns } from '../../async/fairTurns.js';
import { NO_GROUP, sectorOn } from '../../books/sectorOn.js';
import type { Snapshot } from '../../books/snapshot.js';
import type { Database } from '../../database/database.js';
import { onceMore } from '../../database/onceMore.js';
import { withTimeout } from '../../database/withTimeout.js';
import { listingsOf } from '../../market/listings.js';
import type { Sectors } from '../../market/sectors.js';
import type { Day } from '../../scoring/names.js';
import { peersOn } from '../peers/peersOn.js';
import type { SectorPeers } from '../peers/sectorPeers.js';
import type { MarketFigures } from './marketFigures.js';
import { tradedStocks } from './tradedStocks.js';

/** How many days are kept: some 300 KB each for 1,000 companies. */
const DAYS_KEPT = 16;
/** The one party that takes turns: a day is read for all callers. */
const DAYS = 'days';

/** What companies and sectors are compared by as of a day. */
type Compared = Pick<Snapshot, 'batch' | 'classificationsOf' | 'company' | 'isins'>;

/** How all companies stand among those of their sector, as known on a day. */
export interface PeersOfDay {
  readonly on: Day;
  /** By the key of the sector, of those that have a company that counts. */
  readonly sectors: ReadonlyMap<string, SectorPeers>;
}

export interface PeerMarketsOptions {
  /** How long a statement may take, in milliseconds; 0, the default: without limit. */
  readonly timeoutMs?: number;
}

/**
 * Compares the companies of the market on days, and keeps the days that were asked for last. What was recorded at a batch
 * never changes, so that nothing that is kept can be outdated.
 */
export class PeerMarkets {
  readonly #database: Pick<Database, 'pool'>;
  readonly #figures: Pick<MarketFigures, 'of'>;
  readonly #sectors: Sectors;
  readonly #timeoutMs: number;
  readonly #kept = new LRUCache<string, PeersOfDay>({ max: DAYS_KEPT });
  readonly #loading = new Map<string, Promise<PeersOfDay>>();
  /** One day at a time: each takes two connections, and the processor for some milliseconds. */
  readonly #turns = new FairTurns(1, 1);

  constructor(
    database: Pick<Database, 'pool'>,
    figures: Pick<MarketFigures, 'of'>,
    sectors: Sectors,
    { timeoutMs = 0 }: PeerMarketsOptions = {},
  ) {
    this.#database = database;
    this.#figures = figures;
    this.#sectors = sectors;
    this.#timeoutMs = timeoutMs;
  }

  /** Whether a day can be answered without reading it. */
  isKept({ batch }: Pick<Snapshot, 'batch'>, on: Day): boolean {
    return this.#kept.has(nameOf(batch, on));
  }

  /**
   * Returns how companies stand on a day: at once, and not as a promise, where it is kept.
   *
   * @param snapshot whose companies count, as recorded at its batch
   * @param on what was published, or traded, later does not count
   */
  of(snapshot: Compared, on: Day): PeersOfDay | Promise<PeersOfDay> {
    const name = nameOf(snapshot.batch, on);
    const known = this.#kept.get(name) ?? this.#loading.get(name);
    if (known !== undefined) return known;
    const loading = this.#turns
      .inTurn([DAYS], () => this.#read(snapshot, on))
      .then((read) => {
        this.#kept.set(name, read);
        return read;
      })
      .finally(() => this.#loading.delete(name));
    this.#loading.set(name, loading);
    return loading;
  }

  async #read(snapshot: Compared, on: Day): Promise<PeersOfDay> {
    const { pool } = this.#database;
    const read = () =>
      withTimeout(pool, this.#timeoutMs, (client) => tradedStocks(client, snapshot.batch, on));
    const [{ session, lastBars }, figures] = await Promise.all([
      onceMore(pool, read),
      this.#figures.of(snapshot.batch, on),
    ]);
    const companies = new Map(
      [...lastBars].flatMap(([ticker, day]) => {
        const company = snapshot.company(ticker);
        return company?.ticker === ticker ? [[ticker, { day, stockId: company.stock_id }] as const] : [];
      }),
    );
    const sectors = peersOn({
      session,
      lastBars: new Map([...companies].map(([ticker, { day }]) => [ticker, day])),
      listings: listingsOf(snapshot.isins),
      sectorOf: (ticker) => {
        const sector = sectorOn(ticker, on, snapshot, this.#sectors);
        return sector === NO_GROUP ? null : sector;
      },
      figuresOf: (ticker) => figures.get(companies.get(ticker)?.stockId ?? NaN),
    });
    return { on, sectors };
  }
}

const nameOf = (batch: number, on: Day): string => `${batch} ${on}`;

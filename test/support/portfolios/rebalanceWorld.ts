/** A small market with portfolios of several users, over the store and without the API. */
import { expect } from '@jest/globals';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import type { Database } from '../../../src/database/database.js';
import { applySessionQuorum } from '../../../src/market/store/applySessionQuorum.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { unitsOf, WEIGHT } from '../../../src/portfolios/money/units.js';
import type { OutsidePolicy, RebalanceMode } from '../../../src/portfolios/names.js';
import type { TradeCosts } from '../../../src/portfolios/optimiser/problem.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import type { Solving } from '../../../src/portfolios/rebalances/computeAnswer.js';
import { Rebalances } from '../../../src/portfolios/rebalances/rebalances.js';
import type { RebalanceTerms } from '../../../src/portfolios/rebalances/rebalanceTerms.js';
import { requireHoldings } from '../../../src/portfolios/store/holdingsToSet.js';
import type { KnownStocks } from '../../../src/portfolios/store/knownStocks.js';
import { Models } from '../../../src/portfolios/store/models.js';
import type { PortfolioEditor } from '../../../src/portfolios/store/portfolioEditor.js';
import { portfolioColumns } from '../../../src/portfolios/store/portfolioColumns.js';
import type { PortfolioRow } from '../../../src/portfolios/store/portfolioRow.js';
import { Portfolios } from '../../../src/portfolios/store/portfolios.js';
import type { Band, IsoDate, Mode, Ticker } from '../../../src/scoring/names.js';
import { fileOf, flatBar, TODAY, writeFolder, type Files } from '../market/folder.js';

export const date = (text: string) => text as IsoDate;
export const nse = (symbol: string) => `${symbol}.NS` as Ticker;

/** Sessions; 2 October is a holiday, and 9 October is the next session. */
export const SESSIONS = ['2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'].map(date);

/** Closes, the same on each session. */
export const CLOSES: Readonly<Record<string, number>> = { AAA: 100, BBB: 250, CCC: 40, DDD: 12.35 };

export const MARKET: Files = {
  ...fileOf('companies', ...Object.keys(CLOSES).map((symbol) => `${symbol},${symbol} Ltd,,,IT`)),
  ...fileOf(
    'prices',
    ...Object.entries(CLOSES).flatMap(([symbol, close]) =>
      SESSIONS.map((day) => flatBar(symbol, day, close)),
    ),
  ),
};

/** Those of config/costs.yaml: 0.1186226 % of what is bought, 0.1036226 % of what is sold. */
export const COSTS: TradeCosts = { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: 0n };

/** Computes at once, in the thread of the test. */
export const AT_ONCE: Solving = { solve: (problem) => Promise.resolve().then(() => rebalance(problem)) };

export const TO_TARGET: RebalanceTerms = {
  mode: 'TO_TARGET',
  asOf: null,
  cashFloor: 0n,
  minTradeValue: 0n,
};

export const termsOf = (mode: RebalanceMode, asOf: string | null = null): RebalanceTerms => ({
  ...TO_TARGET,
  mode,
  asOf: asOf === null ? null : date(asOf),
});

/** Names are unique for each owner. */
let names = 0;

interface ModelOptions {
  readonly outside?: OutsidePolicy;
  readonly neverBuy?: readonly Band[];
  readonly neverBuyMode?: Mode;
}

/** What tests do with a store that has the market of `MARKET`. */
export class RebalanceWorld {
  readonly #ids: ReadonlyMap<string, number>;
  readonly models: Models;
  readonly portfolios: Portfolios;
  readonly rebalances: Rebalances;
  /** The stocks of the store by their tickers. */
  readonly known: KnownStocks = (ticker) => {
    const id = this.#ids.get(ticker);
    return id === undefined ? null : { id, ticker };
  };

  private constructor(
    readonly database: Database,
    ids: ReadonlyMap<string, number>,
    solver: Solving,
  ) {
    this.#ids = ids;
    this.models = new Models(database);
    this.portfolios = new Portfolios(database);
    this.rebalances = new Rebalances({ database, solver, costs: COSTS });
  }

  /** Fills an empty store. */
  static async in(
    database: Database,
    files: Files = MARKET,
    solver: Solving = AT_ONCE,
  ): Promise<RebalanceWorld> {
    const { files: read } = await importFolder(database.pool, await writeFolder(files), { today: TODAY });
    expect(read.flatMap(({ refusals }) => refusals)).toEqual([]);
    await applySessionQuorum(database.pool, 0.1);
    return RebalanceWorld.over(database, solver);
  }

  /** Over a store that is filled already. */
  static async over(database: Database, solver: Solving = AT_ONCE): Promise<RebalanceWorld> {
    const { rows } = await database.pool.query<{ id: number; ticker: string }>(
      'SELECT id, ticker FROM stocks',
    );
    return new RebalanceWorld(database, new Map(rows.map(({ id, ticker }) => [ticker, id])), solver);
  }

  /** Adds a user, as whom to change things. */
  async user(name: string): Promise<PortfolioEditor> {
    const { rows } = await this.database.pool.query<{ id: number }>(
      `INSERT INTO users (email, name, role) VALUES ($1, $2, 'TRADER') RETURNING id`,
      [`${name}@example.com`, name],
    );
    return { owner: rows[0].id, actor: { ...NO_ACTOR, userId: rows[0].id } };
  }

  /** @param targets each with the width of its band on both sides */
  async model(
    editor: PortfolioEditor,
    targets: Readonly<Record<string, readonly [target: string, band: string]>>,
    { outside = 'SELL', neverBuy = [], neverBuyMode }: ModelOptions = {},
  ): Promise<{ readonly id: number; readonly version: number }> {
    return this.models.create(
      {
        name: `Model ${++names}`,
        outside,
        neverBuy,
        neverBuyMode: neverBuyMode ?? null,
        fromScores: null,
        positions: Object.entries(targets).map(([symbol, [target, band]]) => ({
          stockId: this.stockId(symbol),
          target: weight(target),
          low: weight(band),
          high: weight(band),
        })),
      },
      editor,
    );
  }

  /** Makes a portfolio that follows a model. */
  async portfolio(
    editor: PortfolioEditor,
    modelId: number | null,
    cash: string,
    holdings: Readonly<Record<string, number>> = {},
    asOf = '2024-10-07',
  ): Promise<PortfolioRow> {
    const nothing = { position: null, sector: null, cash: null, valueAtRisk: null };
    const costs = { buyRate: null, sellRate: null, perSale: null };
    const columns = portfolioColumns({ name: `Portfolio ${++names}`, limits: nothing, costs });
    const { id, version } = await this.portfolios.create(columns, editor);
    const given = Object.entries(holdings).map(([symbol, quantity]) => ({
      ticker: nse(symbol),
      quantity,
      averageCost: null,
    }));
    const to = requireHoldings({ asOf: date(asOf), cash, holdings: given }, this.known, date('2024-10-31'));
    const held = await this.portfolios.setHoldings(id, version, to, editor);
    if (held === null) throw new Error('expected the portfolio');
    if (modelId === null) return held;
    const attached = await this.portfolios.attach(id, held.version, modelId, editor);
    if (attached === null) throw new Error('expected the portfolio');
    return attached;
  }

  stockId(symbol: string): number {
    const id = this.#ids.get(nse(symbol));
    if (id === undefined) throw new Error(`expected a stock, got ${symbol}`);
    return id;
  }

  async versionOf(portfolioId: number): Promise<number> {
    const { rows } = await this.database.pool.query<{ version: number }>(
      'SELECT version FROM portfolios WHERE id = $1',
      [portfolioId],
    );
    return rows[0].version;
  }

  /** The trades of a rebalance, by portfolio and place, such as "SELL 5 AAA at 100 for 500, costs 0.52". */
  async trades(rebalanceId: number): Promise<readonly string[]> {
    const { rows } = await this.database.pool.query<{ trade: string }>(
      `SELECT side || ' ' || quantity || ' ' || replace(ticker, '.NS', '') || ' at ' || price || ' for ' || value
         || ', costs ' || costs || ' on ' || trade_day || ', ' || reason AS trade
       FROM rebalance_transactions JOIN stocks ON stocks.id = stock_id
       WHERE rebalance_id = $1 ORDER BY portfolio_id, place`,
      [rebalanceId],
    );
    return rows.map(({ trade }) => trade);
  }

  /** The answers of a rebalance, by portfolio. */
  async answers(rebalanceId: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { rows } = await this.database.pool.query<Record<string, unknown>>(
      `SELECT portfolio_id AS portfolio, status, reason, message, cash_after::text AS "cashAfter", costs::text AS costs
       FROM rebalance_portfolios WHERE rebalance_id = $1 ORDER BY portfolio_id`,
      [rebalanceId],
    );
    return rows;
  }
}

const weight = (text: string): bigint => unitsOf(text, WEIGHT) ?? 0n;

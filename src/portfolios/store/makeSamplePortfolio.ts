import { sql } from 'kysely';
import { LOCAL_USER } from '../../access/caller.js';
import { NO_ACTOR } from '../../access/audit/auditEntry.js';
import type { Database } from '../../database/database.js';
import { sqlOver } from '../../database/sqlOver.js';
import { decimalOf } from '../../market/exact.js';
import type { Band, IsoDate, Ticker } from '../../scoring/names.js';
import { modelFromScores } from '../fromScores/modelFromScores.js';
import { requireFromScores } from '../fromScores/requireFromScores.js';
import { unitsOf, MONEY } from '../money/units.js';
import { Models } from './models.js';
import type { StoredFromScores } from './newModel.js';
import { portfolioColumns } from './portfolioColumns.js';
import { Portfolios } from './portfolios.js';

/** A split, a bonus, a demerger and a renamed stock that the model does not have, and four that it has. */
const HELD: readonly string[] = [
  'SYNAUTO03.NS',
  'SYNBANK05.NS',
  'SYNENERGY02.NS',
  'SYNENERGY04.NS',
  'SYNFMCG09.NS',
  'SYNIT09.NS',
  'SYNMETAL02.NS',
  'SYNPSU02.NS',
];
/** The demerger is later. */
const SESSIONS_AGO = 260;
/** For which shares of each are held, and the cash next to them, in units of MONEY. */
const OF_EACH = 1_000_000_000n;
const CASH = 500_000_000n;

const EDITOR = { owner: LOCAL_USER, actor: NO_ACTOR };

interface SampleScore {
  readonly stockId: number;
  readonly ticker: Ticker;
  readonly score: number;
  readonly band: Band;
  readonly sector: string;
  readonly runId: number;
  readonly method: string;
}

/**
 * Makes a model from the newest scores of a sample market, and a portfolio that drifted away from it, where there is no
 * portfolio yet. They are the built-in user's.
 */
export async function makeSamplePortfolio(
  database: Pick<Database, 'db' | 'pool' | 'writers'>,
): Promise<void> {
  const { pool } = database;
  const known = await sqlOver(pool, sql<object>`SELECT FROM portfolios LIMIT 1`);
  if (known.length > 0) return;
  const scores = await sqlOver(
    pool,
    sql<SampleScore>`SELECT stocks.id AS "stockId", stocks.ticker, scores.value::float8 AS score, scores.band::text AS band,
        sectors.key AS sector, scores.run_id AS "runId", served_method.name AS method
      FROM current_scores AS scores JOIN stocks ON stocks.id = scores.stock_id JOIN sectors ON sectors.id = scores.sector_id
      CROSS JOIN served_method
      WHERE scores.mode = 'INVESTOR' AND scores.day = (SELECT max(day) FROM served_days)`,
  );
  const [first] = scores;
  if (first === undefined) return;
  const rule: StoredFromScores = {
    ...{ mode: 'INVESTOR', method: first.method, on: null, minBand: 'BUY', topN: 12, weighting: 'SCORE' },
    ...{ invest: '0.9', maxWeight: '0.15', sectorCap: '0.4', lowDrift: '0.02', highDrift: '0.02' },
  };
  const { positions } = modelFromScores(
    scores.map(({ score, ...one }) => ({ ...one, score: decimalOf(score) })),
    requireFromScores(rule),
  );
  const ids = new Map(scores.map(({ ticker, stockId }) => [ticker, stockId]));
  const model = await new Models(database).create(
    {
      ...{ name: 'Best for investors', outside: 'SELL', neverBuy: ['AVOID'], neverBuyMode: 'INVESTOR' },
      fromScores: { rule, runId: first.runId },
      positions: positions.flatMap(({ ticker, target }) => {
        const stockId = ids.get(ticker);
        return stockId === undefined ? [] : [{ stockId, target, low: 200n, high: 200n }];
      }),
    },
    EDITOR,
  );
  const portfolios = new Portfolios(database);
  const limits = { position: null, sector: null, cash: null, valueAtRisk: null };
  const costs = { buyRate: null, sellRate: null, perSale: null };
  const { id } = await portfolios.create(
    portfolioColumns({ name: 'Sample portfolio', limits, costs }),
    EDITOR,
  );
  await portfolios.attach(id, 1, model.id, EDITOR);
  const bars = await sqlOver(
    pool,
    sql<{
      id: number;
      ticker: Ticker;
      day: IsoDate;
      close: string;
    }>`SELECT stocks.id, ticker, day::text, close::text
      FROM bars JOIN stocks ON stocks.id = bars.stock_id
      WHERE ticker = ANY (${[...HELD]}::text[]) AND superseded_in IS NULL
        AND day = (SELECT day FROM session_bars WHERE has_quorum ORDER BY day DESC OFFSET ${SESSIONS_AGO} LIMIT 1)
      ORDER BY ticker`,
  );
  const holdings = bars.flatMap(({ id: stockId, ticker, close }) => {
    const price = unitsOf(close, MONEY) ?? 0n;
    if (price === 0n) return [];
    const quantity = OF_EACH / price;
    return [[ticker, { stock: { id: stockId, ticker }, quantity, totalCost: quantity * price }] as const];
  });
  const [bar] = bars;
  if (bar === undefined) return;
  await portfolios.setHoldings(id, 2, { asOf: bar.day, cash: CASH, holdings: new Map(holdings) }, EDITOR);
}

import { sql } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { stateOn } from '../journal/stateOn.js';
import { readDayPrices } from '../market/readDayPrices.js';
import type { ReadRows } from '../market/readRows.js';
import type { TradeCosts } from '../optimiser/problem.js';
import type { ModelRow } from '../store/modelRow.js';
import { readJournals } from '../store/readJournal.js';
import { costsOf } from './costsOf.js';
import type { PosedProblem } from './posedProblem.js';
import { pricesUntil } from './pricesUntil.js';
import { problemOf } from './problemOf.js';
import { readModels } from './readModels.js';
import { readNeverBuy, UNRESTRAINED, type NeverBuy } from './readNeverBuy.js';
import type { RebalanceTerms } from './rebalanceTerms.js';
import { requirePast } from './requirePast.js';

/** A portfolio, and the problem of rebalancing it. */
export interface PortfolioProblem {
  readonly portfolioId: number;
  readonly version: number;
  /** Null: it has none, so that there is no problem. */
  readonly modelId: number | null;
  /** Null: it has no model, or `fault` says why. */
  readonly posed: PosedProblem | null;
  /** What was thrown when the problem of this portfolio was made; null: nothing. */
  readonly fault: unknown;
}

interface PortfolioRow {
  readonly id: number;
  readonly version: number;
  readonly modelId: number | null;
  readonly buyRate: string | null;
  readonly sellRate: string | null;
  readonly perSale: string | null;
}

/** Which days count. */
export interface DaysToRead {
  /** The day of the holdings; null: all entries of the journal count. */
  readonly asOf: IsoDate | null;
  /** The day of the prices; by default that of the holdings, or else the newest session. */
  readonly session?: IsoDate;
}

/**
 * Reads the problems of rebalancing portfolios, as many as there are with the same few statements. The version of a
 * portfolio is read before all else, so that a problem is out of date where the version has grown since.
 *
 * @param usual what trades cost where a portfolio does not say it
 * @returns them by the ids of the portfolios; those of others, and those that were deleted, are left out
 * @throws UserError for a day in the future, and where the store has no prices
 */
export async function readProblems(
  read: ReadRows,
  owners: Owners,
  portfolioIds: readonly number[],
  terms: Omit<RebalanceTerms, 'asOf'> & DaysToRead,
  usual: TradeCosts,
): Promise<ReadonlyMap<number, PortfolioProblem>> {
  const { asOf, session = asOf } = terms;
  requirePast(asOf);
  const portfolios = await readPortfolios(read, owners, portfolioIds);
  const modelIds = [...new Set(portfolios.flatMap(({ modelId }) => modelId ?? []))];
  if (modelIds.length === 0) return new Map(portfolios.map((row) => [row.id, unposed(row)]));
  const [models, journals] = await Promise.all([
    readModels(read, owners, modelIds),
    readJournals(
      read,
      portfolios.map(({ id }) => id),
    ),
  ]);
  const tickers = [
    ...[...models.values()].flatMap(({ positions }) => positions.map(({ ticker }) => ticker)),
    ...[...journals.values()].flatMap((rows) => rows.flatMap(({ ticker }) => ticker ?? [])),
  ];
  const market = await readDayPrices(read, [...new Set(tickers)], session);
  const books = await readBooks(read, [...models.values()], market.day);
  return new Map(
    portfolios.map((row) => {
      const model = row.modelId === null ? undefined : models.get(row.modelId);
      if (model === undefined) return [row.id, unposed(row)];
      try {
        const rows = journals.get(row.id) ?? [];
        // What was booked after the newest session counts, so that nothing is traded twice.
        const day = asOf ?? later(market.day, rows.at(-1)?.day);
        const posed = problemOf({
          portfolioId: row.id,
          version: row.version,
          model,
          state: stateOn(rows, market.actions.shares, day),
          prices: pricesUntil(market, day),
          costs: costsOf(row, usual),
          neverBuy: (model.neverBuyMode && books.get(model.neverBuyMode)) ?? UNRESTRAINED,
          terms,
        });
        return [row.id, { ...unposed(row), posed }];
      } catch (fault) {
        return [row.id, { ...unposed(row), fault }];
      }
    }),
  );
}

function readPortfolios(
  read: ReadRows,
  owners: Owners,
  ids: readonly number[],
): Promise<readonly PortfolioRow[]> {
  return read(sql<PortfolioRow>`
    SELECT portfolio.id, portfolio.version, portfolio.model_id AS "modelId", portfolio.buy_rate::text AS "buyRate",
      portfolio.sell_rate::text AS "sellRate", portfolio.per_sale::text AS "perSale"
    FROM portfolios AS portfolio
    WHERE ${owned('portfolio', owners)} AND portfolio.id = ANY (${[...ids]}::int4[]) AND portfolio.deleted_at IS NULL`);
}

const unposed = ({ id, version, modelId }: PortfolioRow): PortfolioProblem => ({
  portfolioId: id,
  version,
  modelId,
  posed: null,
  fault: null,
});

async function readBooks(
  read: ReadRows,
  models: readonly Pick<ModelRow, 'neverBuy' | 'neverBuyMode'>[],
  day: IsoDate,
): Promise<ReadonlyMap<Mode, NeverBuy>> {
  const modes = models.flatMap(({ neverBuy, neverBuyMode }) =>
    neverBuy.length > 0 && neverBuyMode !== null ? [neverBuyMode] : [],
  );
  const books = [...new Set(modes)].map(async (mode) => [mode, await readNeverBuy(read, mode, day)] as const);
  return new Map(await Promise.all(books));
}

const later = (a: IsoDate, b: IsoDate | undefined): IsoDate => (b !== undefined && b > a ? b : a);

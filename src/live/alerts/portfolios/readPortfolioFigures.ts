import { sql } from 'kysely';
import { stateOn } from '../../../portfolios/journal/stateOn.js';
import { holdingsAtRisk, RISK_SESSIONS } from '../../../portfolios/market/holdingsAtRisk.js';
import { readDayPrices } from '../../../portfolios/market/readDayPrices.js';
import { readReturns } from '../../../portfolios/market/readReturns.js';
import type { ReadRows } from '../../../portfolios/market/readRows.js';
import { stocksIn } from '../../../portfolios/market/stockSet.js';
import { driftReportOf } from '../../../portfolios/optimiser/driftReport.js';
import type { RebalanceProblem, TradeCosts } from '../../../portfolios/optimiser/problem.js';
import { riskOf } from '../../../portfolios/portfolioRisk/riskOf.js';
import { readProblems } from '../../../portfolios/rebalances/readProblems.js';
import { readJournals } from '../../../portfolios/store/readJournal.js';
import type { IsoDate } from '../../../scoring/names.js';
import { UserError } from '../../../userError.js';
import type { AskedFigures, PortfolioFigures } from './portfolioFigures.js';

/** Limits do not change the value at risk. */
const NO_LIMITS = { position: 0n, sector: 0n, cash: 0n, valueAtRisk: 0n };

/**
 * Reads what rules on portfolios watch, for the portfolios of all owners.
 *
 * @param costs what trades cost where a portfolio does not say it; drift does not depend on it
 * @returns by the id; portfolios that are deleted are left out
 */
export async function readPortfolioFigures(
  read: ReadRows,
  asked: readonly AskedFigures[],
  day: IsoDate,
  costs: TradeCosts,
): Promise<ReadonlyMap<number, PortfolioFigures>> {
  const names = await read(sql<{ readonly id: number; readonly name: string }>`
    SELECT id, name FROM portfolios
    WHERE id = ANY (${asked.map(({ portfolioId }) => portfolioId)}::integer[]) AND deleted_at IS NULL ORDER BY id`);
  const living = new Map(names.map(({ id, name }) => [id, name]));
  const idsOf = (figure: 'withDrift' | 'withValueAtRisk') =>
    asked.filter((one) => one[figure] && living.has(one.portfolioId)).map(({ portfolioId }) => portfolioId);
  const drifts = await readDrifts(read, idsOf('withDrift'), day, costs);
  const figures = new Map<number, PortfolioFigures>();
  for (const [id, name] of living) {
    figures.set(id, { name, valueAtRisk: NaN, drift: drifts.get(id) ?? NaN });
  }
  // One after the other, because each has some hundred thousand closes.
  for (const id of idsOf('withValueAtRisk')) {
    const valueAtRisk = await readValueAtRisk(read, id, day);
    figures.set(id, { name: '', drift: NaN, ...figures.get(id), valueAtRisk });
  }
  return figures;
}

async function readDrifts(
  read: ReadRows,
  ids: readonly number[],
  asOf: IsoDate,
  costs: TradeCosts,
): Promise<ReadonlyMap<number, number>> {
  if (ids.length === 0) return new Map();
  const terms = { mode: 'TO_TARGET', asOf, cashFloor: 0n, minTradeValue: 0n } as const;
  const problems = await readProblems(read, 'EVERYBODY', ids, terms, costs);
  return new Map([...problems].map(([id, { posed }]) => [id, posed === null ? NaN : driftOf(posed.problem)]));
}

/** Returns the largest |drift| of a tradable position outside its band; 0: none is outside; NaN: it cannot be computed. */
function driftOf(problem: RebalanceProblem): number {
  const report = driftReportOf(problem);
  if (report === null) return NaN;
  const outside = report.positions.filter(
    ({ status }) =>
      status === 'ABOVE' || status === 'BELOW' || (status === 'NOT_IN_MODEL' && problem.outside === 'SELL'),
  );
  return Math.max(0, ...outside.map(({ drift }) => Math.abs(drift)));
}

/** @returns NaN also where the journal does not hold any more, because actions were corrected: others are evaluated all the same */
async function readValueAtRisk(read: ReadRows, id: number, day: IsoDate): Promise<number> {
  try {
    return await valueAtRiskOf(read, id, day);
  } catch (error) {
    if (error instanceof UserError) return NaN;
    throw error;
  }
}

async function valueAtRiskOf(read: ReadRows, id: number, day: IsoDate): Promise<number> {
  const journals = await readJournals(read, [id]);
  const rows = journals.get(id) ?? [];
  const tickers = new Set(rows.flatMap(({ ticker }) => ticker ?? []));
  const market = await readDayPrices(read, [...tickers], day);
  const sessions = market.days.last(day, RISK_SESSIONS + 1);
  const histories = await readReturns(read, stocksIn([id]), sql`${day}::date`, RISK_SESSIONS + 1);
  const state = stateOn(rows, market.actions.shares, day);
  const holdings = holdingsAtRisk(state, market, histories, sessions, () => '');
  const index = sessions.slice(1).map(() => null);
  return riskOf({ holdings, cash: state.cash, index, limits: NO_LIMITS }).valueAtRisk95 ?? NaN;
}

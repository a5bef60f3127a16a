import { decimalOf, nearestDouble, type Ratio } from '../../market/exact.js';
import type { Ticker } from '../../scoring/names.js';
import { rounded } from '../money/rounded.js';
import { betaOf } from './betaOf.js';
import { limitBreaches, type LimitBreach } from './limitBreaches.js';
import { lossFigures } from './lossFigures.js';
import { portfolioReturns } from './portfolioReturns.js';
import type { RiskHolding, RiskInput } from './riskInput.js';
import { sessionsToSell } from './sessionsToSell.js';
import { volatilityOf } from './volatilityOf.js';

/** The risk of a portfolio. Fractions are of the total; null: there is nothing to compute it from. */
export interface PortfolioRiskFigures {
  /** Cash and holdings, in units of MONEY. Where it is not above 0, there are neither weights nor what follows from them. */
  readonly total: bigint;
  /** Sessions with a return. */
  readonly sessions: number;
  /** Holdings with too few returns, by ticker. */
  readonly leftOut: readonly Ticker[];
  /** Of a year. */
  readonly volatility: number | null;
  readonly beta: number | null;
  /** Of a session, as the next two. */
  readonly valueAtRisk95: number | null;
  /** In units of MONEY, rounded to the paisa. */
  readonly valueAtRisk95Rupees: bigint | null;
  readonly expectedShortfall95: number | null;
  readonly maxDrawdown: number | null;
  /** The sum of the squared weights of the holdings without cash. */
  readonly concentration: number | null;
  /** 1 over that. */
  readonly effectiveHoldings: number | null;
  readonly largestWeight: number | null;
  /** The largest first. */
  readonly sectors: readonly { readonly sector: string; readonly weight: number }[];
  /** Whole sessions until nine tenths are sold; null: it cannot be reached. */
  readonly sessionsToSell: number | null;
  readonly breaches: readonly LimitBreach[];
}

const LEAST_RETURNS = 250;
/** Value at risk is rounded to 15 decimals where it is multiplied or compared, so that the error of doubles is gone. */
const EXACT = 10n ** 15n;
/** Units of MONEY in a paisa. */
const PAISA = 100n;

/** Returns the risk of a portfolio as if it had always had today's weights. */
export function riskOf(input: RiskInput): PortfolioRiskFigures {
  const holdings = [...input.holdings].sort((a, b) => (a.ticker < b.ticker ? -1 : 1));
  const invested = holdings.reduce((sum, { value }) => sum + value, 0n);
  const total = input.cash + invested;
  const least = input.least ?? LEAST_RETURNS;
  const isLeftOut = ({ returns }: RiskHolding) => returns.filter((value) => value !== null).length < least;
  const leftOut = holdings.filter(isLeftOut).map(({ ticker }) => ticker);
  const of = (over: bigint): Ratio => ({ over, under: total });
  const hasWeights = total > 0n;

  const counted = hasWeights ? holdings.filter((holding) => !isLeftOut(holding)) : [];
  const weights = counted.map(({ value }) => nearestDouble(of(value)));
  const bySession = portfolioReturns(
    counted,
    weights,
    hasWeights ? nearestDouble(of(invested)) : 0,
    input.index.length,
  );
  const returns = bySession.filter((value) => value !== null);
  const losses = returns.length === 0 ? null : lossFigures(returns);
  const valueAtRisk = losses === null ? null : withoutError(losses.valueAtRisk95);

  const concentration = invested > 0n ? concentrationOf(holdings, invested) : null;
  const sectors = hasWeights
    ? sectorValues(holdings).map(([sector, value]) => [sector, of(value)] as const)
    : [];
  return {
    total,
    sessions: returns.length,
    leftOut,
    volatility: volatilityOf(returns),
    beta: betaOf(bySession, input.index),
    valueAtRisk95: losses?.valueAtRisk95 ?? null,
    valueAtRisk95Rupees:
      valueAtRisk === null ? null : rounded(total * valueAtRisk.over, valueAtRisk.under * PAISA) * PAISA,
    expectedShortfall95: losses?.expectedShortfall95 ?? null,
    maxDrawdown: losses?.maxDrawdown ?? null,
    concentration: concentration === null ? null : nearestDouble(concentration),
    effectiveHoldings:
      concentration === null ? null : nearestDouble({ over: concentration.under, under: concentration.over }),
    largestWeight: hasWeights && holdings.length > 0 ? nearestDouble(of(largestOf(holdings))) : null,
    sectors: sectors.map(([sector, weight]) => ({ sector, weight: nearestDouble(weight) })),
    sessionsToSell: sessionsToSell(holdings),
    breaches: hasWeights
      ? limitBreaches(
          {
            positions: holdings.map(({ ticker, value }) => [ticker, of(value)]),
            sectors,
            cash: of(input.cash),
            valueAtRisk,
          },
          input.limits,
        )
      : [],
  };
}

function withoutError(fraction: number): Ratio {
  const { over, under } = decimalOf(fraction);
  return { over: rounded(over * EXACT, under), under: EXACT };
}

function concentrationOf(holdings: readonly RiskHolding[], invested: bigint): Ratio {
  const squares = holdings.reduce((sum, { value }) => sum + value * value, 0n);
  return { over: squares, under: invested * invested };
}

function largestOf(holdings: readonly RiskHolding[]): bigint {
  return holdings.reduce((largest, { value }) => (value > largest ? value : largest), 0n);
}

/** Returns the value of each sector, the largest first, then by name. */
function sectorValues(holdings: readonly RiskHolding[]): [string, bigint][] {
  const values = new Map<string, bigint>();
  for (const { sector, value } of holdings) values.set(sector, (values.get(sector) ?? 0n) + value);
  return [...values].sort(([a, valueA], [b, valueB]) =>
    valueA === valueB ? (a < b ? -1 : 1) : valueA > valueB ? -1 : 1,
  );
}

import type { RiskObservation } from './assessment.js';
import type { DayRisks, RiskPartColumns } from './dayRisks.js';
import { indexReturns } from './indexReturns.js';
import { RISK_LEVELS, RISK_PARTS, RISK_STATUSES, type RiskPartKind } from './names.js';
import { partPoints, type PartPoints } from './partPoints.js';
import { drawdown } from './parts/drawdown.js';
import { liquidity } from './parts/liquidity.js';
import { market } from './parts/market.js';
import { MarketPairs } from './parts/marketPairs.js';
import type { PartContext } from './parts/partContext.js';
import { size } from './parts/size.js';
import { trend } from './parts/trend.js';
import { volatility } from './parts/volatility.js';
import type { RiskInputs } from './riskInputs.js';
import type { RiskMethod } from './riskMethod.js';
import { StockDays } from './stockDays.js';
import { wholeOf, type PointsOfPart } from './wholeOf.js';

/** Assesses the risk of every stock of a day. */
export function assessDay(inputs: RiskInputs, method: RiskMethod): DayRisks {
  const { date, stocks, today, dateOf } = inputs;
  const { parameters } = method;
  const context: PartContext = { parameters, today, dateOf, index: indexReturns(inputs, parameters) };
  const days = new StockDays(today, parameters);
  const pairs = new MarketPairs(parameters);
  const risks = emptyRisks(stocks.length);
  const parts: PointsOfPart[] = [];
  for (let i = 0; i < stocks.length; i++) {
    const stock = stocks[i];
    days.load(stock);
    const observed: Readonly<Record<RiskPartKind, RiskObservation>> = {
      VOLATILITY: volatility(days, context),
      DRAWDOWN: drawdown(days, context),
      LIQUIDITY: liquidity(days, context),
      SIZE: size(stock.size),
      MARKET: market(days, pairs, context),
      TREND: trend(stock.features, days, context),
    };
    for (let p = 0; p < RISK_PARTS.length; p++) {
      const kind = RISK_PARTS[p];
      const points = partPoints(kind, observed[kind], method);
      writePart(risks.parts[kind], i, observed[kind], points);
      const { counted, lower, upper } = points;
      parts[p] = { counted, lower, upper, status: observed[kind].status };
    }
    const { value, lower, upper, judged, level } = wholeOf(parts, method);
    risks.value[i] = value;
    risks.lower[i] = lower;
    risks.upper[i] = upper;
    risks.judged[i] = judged;
    risks.level[i] = RISK_LEVELS.indexOf(level);
  }
  return { date, tickers: stocks.map(({ ticker }) => ticker), ...risks };
}

type Writable = RiskPartColumns & { readonly reason: string[] };

function writePart(
  columns: Writable,
  i: number,
  { raw, rawLower, rawUpper, observations, status, reason }: RiskObservation,
  { value, lower, upper }: PartPoints,
): void {
  columns.raw[i] = raw ?? NaN;
  columns.rawLower[i] = rawLower ?? NaN;
  columns.rawUpper[i] = rawUpper ?? NaN;
  columns.value[i] = value ?? NaN;
  columns.lower[i] = lower;
  columns.upper[i] = upper;
  columns.observations[i] = observations;
  columns.status[i] = RISK_STATUSES.indexOf(status);
  columns.reason[i] = reason;
}

function emptyRisks(count: number) {
  const numbers = () => new Float64Array(count);
  const part = (): Writable => ({
    ...{ raw: numbers(), rawLower: numbers(), rawUpper: numbers() },
    ...{ value: numbers(), lower: numbers(), upper: numbers() },
    ...{ observations: new Int32Array(count), status: new Uint8Array(count) },
    reason: new Array<string>(count),
  });
  const parts = Object.fromEntries(RISK_PARTS.map((kind) => [kind, part()])) as Record<
    RiskPartKind,
    Writable
  >;
  const whole = { value: numbers(), lower: numbers(), upper: numbers(), judged: numbers() };
  return { parts, ...whole, level: new Uint8Array(count) };
}

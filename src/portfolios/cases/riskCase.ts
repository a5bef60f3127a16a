import { z } from 'zod';
import { requireUnits } from '../money/requireUnits.js';
import { decimalText, MONEY, perOne, WEIGHT } from '../money/units.js';
import { USUAL_LIMITS, type LimitName } from '../portfolioRisk/usualLimits.js';
import type { RiskHolding, RiskLimits } from '../portfolioRisk/riskInput.js';
import { riskOf } from '../portfolioRisk/riskOf.js';
import { byTicker, decimal, double, readCase } from './caseShapes.js';
import { caseText } from './caseText.js';

const returns = z.array(double.nullable());

const shape = z.strictObject({
  kind: z.literal('risk'),
  holdings: byTicker(
    z.strictObject({ value: decimal, sector: z.string(), medianTradedValue: double.nullable() }),
  ),
  cash: decimal,
  returns: byTicker(returns).prefault({}),
  index: returns,
  least: z.int().positive().optional(),
  limits: z
    .strictObject({
      position: decimal.optional(),
      sector: decimal.optional(),
      cash: decimal.optional(),
      valueAtRisk: decimal.optional(),
    })
    .prefault({}),
});

/**
 * Answers a case of the risk of a portfolio.
 *
 * @throws UserError where the input is refused
 */
export function riskCase(input: unknown): object {
  const given = readCase(shape, input);
  const risk = riskOf({
    holdings: [...given.holdings].map(([ticker, { value, sector, medianTradedValue }]): RiskHolding => ({
      ticker,
      value: requireUnits(value, `a value of ${ticker}`, { decimals: MONEY, least: 0n }),
      sector,
      medianTradedValue,
      returns: given.returns.get(ticker) ?? [],
    })),
    cash: requireUnits(given.cash, 'cash', { decimals: MONEY }),
    index: given.index,
    limits: limitsOf(given.limits),
    ...(given.least === undefined ? {} : { least: given.least }),
  });
  const { valueAtRisk95Rupees } = risk;
  return {
    status: 'OK',
    total: decimalText(risk.total, MONEY, 2),
    leftOut: risk.leftOut,
    sessions: risk.sessions,
    volatility: caseText(risk.volatility),
    valueAtRisk95: caseText(risk.valueAtRisk95),
    valueAtRisk95Rupees: valueAtRisk95Rupees === null ? null : decimalText(valueAtRisk95Rupees, MONEY, 2),
    expectedShortfall95: caseText(risk.expectedShortfall95),
    maxDrawdown: caseText(risk.maxDrawdown),
    beta: caseText(risk.beta),
    concentration: caseText(risk.concentration),
    effectiveHoldings: caseText(risk.effectiveHoldings),
    largestWeight: caseText(risk.largestWeight),
    sectors: Object.fromEntries(risk.sectors.map(({ sector, weight }) => [sector, caseText(weight)])),
    sessionsToSell: risk.sessionsToSell,
    breaches: risk.breaches.map(({ limit, subject, observed, allowed }) => ({
      limit,
      subject,
      observed: caseText(observed),
      allowed: caseText(allowed),
    })),
  };
}

function limitsOf(given: z.output<typeof shape>['limits']): RiskLimits {
  const rule = { decimals: WEIGHT, least: 0n, most: perOne(WEIGHT) };
  const limit = (name: LimitName) =>
    requireUnits(given[name] ?? USUAL_LIMITS[name], `a limit of ${name}`, rule);
  return {
    position: limit('position'),
    sector: limit('sector'),
    cash: limit('cash'),
    valueAtRisk: limit('valueAtRisk'),
  };
}

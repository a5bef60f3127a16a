import { decimalText, VALUE, WEIGHT } from '../money/units.js';
import type { DriftReport, Infeasibility, RebalanceAnswer } from '../optimiser/answer.js';
import { rebalance } from '../optimiser/rebalance.js';
import { requireProblem } from '../optimiser/requireProblem.js';
import { caseText } from './caseText.js';
import { moneyText, sharesShown } from './shownDecimals.js';

/**
 * Answers a case of a rebalance. The search ends by a proof, or by its nodes.
 *
 * @throws UserError where the input is refused
 */
export function rebalanceCase(input: unknown): object {
  const answer = rebalance(requireProblem(input), { tolerance: 0n });
  const { infeasible, reason, status } = answer;
  if (reason === 'PRICE_MISSING') {
    return { status, reason, stocks: infeasible.map(({ ticker }) => ticker), transactions: [] };
  }
  return {
    status,
    reason,
    infeasible: infeasible.flatMap(causeShown),
    marketValue: moneyText(answer.marketValue),
    cashBefore: moneyText(answer.cashBefore),
    cashAfter: moneyText(answer.cashAfter),
    costs: moneyText(answer.costs),
    objective: moneyText(answer.objective, VALUE),
    optimal: answer.optimal,
    gap: moneyText(answer.gap),
    quantities: quantitiesShown(answer),
    transactions: answer.trades.map(({ costs, price, quantity, reason, side, ticker, value }) => ({
      side,
      ticker,
      quantity: sharesShown(quantity),
      price: moneyText(price),
      value: moneyText(value),
      costs: moneyText(costs),
      reason,
    })),
    before: reportShown(answer.before),
    after: reportShown(answer.after),
  };
}

/** Bands and the cash are named; what a kept holding is worth is said in messages alone. */
function causeShown({ lower, shortfall, smallestBand, ticker, upper }: Infeasibility): readonly object[] {
  if (shortfall !== null) return [{ ticker, shortfall: moneyText(shortfall) }];
  if (lower === null || upper === null) return [];
  return [
    {
      ticker,
      lower: weightText(lower),
      upper: weightText(upper),
      smallestBand: smallestBand === null ? null : weightText(smallestBand),
    },
  ];
}

function quantitiesShown({ quantities }: RebalanceAnswer): object | null {
  if (quantities === null) return null;
  return Object.fromEntries([...quantities].map(([ticker, shares]) => [ticker, sharesShown(shares)]));
}

function reportShown(report: DriftReport | null): object | null {
  if (report === null) return null;
  return {
    positions: report.positions.map(({ actual, drift, lower, status, target, ticker, upper }) => ({
      ticker,
      target: weightText(target),
      actual: caseText(actual),
      drift: caseText(drift),
      lower: weightText(lower),
      upper: weightText(upper),
      status,
    })),
    totalDrift: caseText(report.totalDrift),
    breaches: report.breaches,
  };
}

const weightText = (weight: bigint): string => decimalText(weight, WEIGHT);

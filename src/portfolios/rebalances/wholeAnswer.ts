import type { IsoDate, Ticker } from '../../scoring/names.js';
import { decimalText, MONEY, VALUE, WEIGHT } from '../money/units.js';
import type { DriftReport, Infeasibility, RebalanceAnswer } from '../optimiser/answer.js';
import type { PosedProblem } from './posedProblem.js';
import type { ShownDrift, ShownInfeasibility, WholeAnswer } from './portfolioAnswer.js';

/** How many stocks without a score a message names. */
const MOST_NAMED = 20;

/** Returns the answer to a problem as it is stored and shown. */
export function wholeAnswer(
  { portfolioId, day, nextSession, unscored }: Pick<PosedProblem, keyof PosedProblem>,
  answer: RebalanceAnswer,
): WholeAnswer {
  const { status, reason, optimal, marketValue } = answer;
  const drift = (report: DriftReport | null) =>
    report && marketValue !== null ? shownDrift(report, marketValue, day) : null;
  return {
    ...{ portfolioId, status, reason, optimal },
    message: messageOf(answer.message, unscored),
    marketValue: moneyOrNull(marketValue),
    cashBefore: money(answer.cashBefore),
    cashAfter: moneyOrNull(answer.cashAfter),
    costs: moneyOrNull(answer.costs),
    objective: answer.objective === null ? null : decimalText(answer.objective, VALUE),
    gap: moneyOrNull(answer.gap),
    reports: {
      before: drift(answer.before),
      after: drift(answer.after),
      infeasible: answer.infeasible.map(shownInfeasibility),
    },
    trades: answer.trades.map((trade) => ({
      side: trade.side,
      ticker: trade.ticker,
      quantity: String(trade.quantity),
      price: money(trade.price),
      value: money(trade.value),
      costs: money(trade.costs),
      tradeDay: nextSession,
      reason: trade.reason,
    })),
  };
}

/** Returns a report of drift as it is stored and shown. */
export function shownDrift(report: DriftReport, marketValue: bigint, date: IsoDate): ShownDrift {
  const { totalDrift, breaches } = report;
  const positions = report.positions.map(({ target, lower, upper, ...position }) => ({
    ...position,
    target: weight(target),
    lower: weight(lower),
    upper: weight(upper),
  }));
  return { date, marketValue: money(marketValue), positions, totalDrift, breaches };
}

function shownInfeasibility(one: Infeasibility): ShownInfeasibility {
  const { ticker, message, lower, upper, smallestBand, shortfall } = one;
  return {
    ...{ ticker, message },
    lower: weightOrNull(lower),
    upper: weightOrNull(upper),
    smallestBand: weightOrNull(smallestBand),
    shortfall: moneyOrNull(shortfall),
  };
}

/** Says in addition which stocks were not restrained for want of a score. */
function messageOf(message: string | null, unscored: readonly Ticker[]): string | null {
  if (unscored.length === 0) return message;
  const named = unscored.slice(0, MOST_NAMED).join(', ');
  const further = unscored.length > MOST_NAMED ? ` and ${unscored.length - MOST_NAMED} more` : '';
  const said = `Not restrained by neverBuy, because they have no score of its mode: ${named}${further}.`;
  return message === null ? said : `${message} ${said}`;
}

const money = (units: bigint): string => decimalText(units, MONEY);
const moneyOrNull = (units: bigint | null): string | null => (units === null ? null : money(units));
const weight = (units: bigint): string => decimalText(units, WEIGHT);
const weightOrNull = (units: bigint | null): string | null => (units === null ? null : weight(units));

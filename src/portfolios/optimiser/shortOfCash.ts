import { decimalText, MONEY } from '../money/units.js';
import type { Infeasibility, RebalanceAnswer } from './answer.js';
import { mostCashOf } from './choice.js';
import { choiceOf } from './choiceOf.js';
import { NOTHING_ELSE } from './infeasibility.js';
import type { Position } from './position.js';
import type { RebalanceProblem } from './problem.js';

/**
 * Says by how much the cash is short with every position at its least, and which holdings are not sold.
 *
 * @param shortfall in units of MONEY, above 0
 */
export function shortOfCash(
  problem: RebalanceProblem,
  positions: readonly Position[],
  shortfall: bigint,
): Pick<RebalanceAnswer, 'message' | 'infeasible'> {
  const kept = positions
    .filter(({ held, isTradable }) => !isTradable && held > 0n)
    .map(({ held, isFrozen, price, ticker }): Infeasibility => {
      const value = held * price;
      const why = isFrozen ? 'is frozen' : 'is kept';
      return {
        ...NOTHING_ELSE,
        ticker,
        message: `${ticker}, worth ${rupees(value)}, ${why} and not sold.`,
        value,
      };
    });
  const sentences = [
    `With every position at its least, ${rupees(shortfall)} are missing to the cash floor of ${rupees(problem.cashFloor)}.`,
    ...kept.map(({ message }) => message),
  ];
  if (problem.mode !== 'TO_TARGET') {
    sentences.push(
      canTargetsBeMet(problem, positions)
        ? 'TO_TARGET would do, because it trades positions within their bands, too.'
        : 'TO_TARGET would not do either.',
    );
  }
  const message = sentences.join(' ');
  return { message, infeasible: [{ ...NOTHING_ELSE, message, shortfall }, ...kept] };
}

/** Tells whether the cash would suffice in TO_TARGET. */
function canTargetsBeMet(problem: RebalanceProblem, positions: readonly Position[]): boolean {
  const toTarget = { ...problem, mode: 'TO_TARGET' } as const;
  const most = positions.reduce(
    (sum, position) => sum + mostCashOf(choiceOf(position, toTarget), problem.costs),
    problem.cash,
  );
  return most >= problem.cashFloor;
}

const rupees = (amount: bigint): string => `₹${decimalText(amount, MONEY, 2)}`;

import type { ExplainedPenalty } from './explain.js';
import { compared, percent, pledgeInWords, plural, RULES, tradedValueInWords } from './wording.js';

/**
 * Says in one English sentence what a part of the penalty measured, where that is from its threshold, and how many
 * points it takes off (method §7). Days ago and days ahead count from the day of the score.
 *
 * @param meetingSide for EVENT_WINDOW: -1 where the nearest results or board meeting was before the day of the score, 1
 * where it is after it, 0 for both; NaN where it is not known
 * @example
 * 'The median traded value is ₹12.3 crore a session, above ₹5 crore: no penalty.'
 */
export function penaltyReason(part: ExplainedPenalty, meetingSide: number): string {
  const effect = part.points > 0 ? `${plural(part.points, 'point')} off` : 'no penalty';
  return `${circumstance(part, meetingSide)}: ${effect}.`;
}

function circumstance({ kind, points, observed, threshold }: ExplainedPenalty, meetingSide: number): string {
  switch (kind) {
    case 'LIQUIDITY':
      return tradedValueInWords(observed, threshold ?? 0, points > 0);
    case 'PLEDGE':
      return pledgeInWords(observed, threshold ?? 0, points > 0);
    case 'VOLATILITY': {
      if (observed === null) return 'The volatility is unknown, as it takes 21 bars without a long gap';
      if (threshold === null) {
        return `Prices move by ${percent(observed)} a session, and the sector group has too few stocks for a bound`;
      }
      const known = compared(observed, threshold, RULES['>'], points > 0, 'percent');
      return (
        `Prices move by ${known.observed} a session, ` +
        `${known.side} the sector group's bound of ${known.threshold}`
      );
    }
    case 'EVENT_WINDOW':
      if (observed === null) return 'No results date or board meeting is known';
      return `The nearest results or board meeting ${meeting(observed, meetingSide)}, ${window(observed, threshold ?? 0)}`;
    case 'GOVERNANCE':
      if (observed === null) return 'No qualification or resignation is known';
      return (
        `The last qualification or resignation was ${observed === 0 ? 'today' : `${plural(observed, 'day')} ago`}, ` +
        window(observed, threshold ?? 0)
      );
    default:
      return kind satisfies never;
  }
}

function meeting(days: number, side: number): string {
  if (days === 0) return 'is today';
  const count = plural(days, 'day');
  if (side === 0) return `was ${count} ago, and another is in ${count}`;
  return side < 0 ? `was ${count} ago` : side > 0 ? `is in ${count}` : `is ${count} before or after`;
}

function window(days: number, length: number): string {
  const side = days === length ? 'at the edge of' : days < length ? 'inside' : 'outside';
  return `${side} the window of ${plural(length, 'calendar day')}`;
}

import type { ExplainedPenalty } from './explain.js';
import { inWords, percent, plural } from './wording.js';

/**
 * Says in one English sentence what a part of the penalty measured and how many points it takes off (method §7).
 *
 * @example
 * 'A median of ₹1 crore is traded a day, less than ₹3 crore: 10 points off.'
 */
export function penaltyReason(part: ExplainedPenalty): string {
  const effect = part.points > 0 ? `${plural(part.points, 'point')} off` : 'no points off';
  return `${circumstance(part)}: ${effect}.`;
}

function circumstance({ kind, points, observed, threshold }: ExplainedPenalty): string {
  switch (kind) {
    case 'LIQUIDITY':
      if (observed === null) return 'The traded value is not known, which counts as none at all';
      return (
        `A median of ₹${inWords(observed)} crore is traded a day, ` +
        `${points > 0 ? 'less than' : 'not less than'} ₹${inWords(threshold ?? 0)} crore`
      );
    case 'PLEDGE':
      if (observed === null) return 'How much the promoter has pledged is not known';
      return (
        `The promoter has pledged ${percent(observed)} of its shares, ` +
        `${points > 0 ? 'more than' : 'not more than'} ${percent(threshold ?? 0)}`
      );
    case 'VOLATILITY':
      if (observed === null) return 'The volatility is not known';
      if (threshold === null) {
        return `Prices move by ${percent(observed)} a day, and too few stocks of the sector group tell what is usual`;
      }
      return (
        `Prices move by ${percent(observed)} a day, ` +
        `${points > 0 ? 'more than' : 'not more than'} the bound of the sector group, ${percent(threshold)}`
      );
    case 'EVENT_WINDOW':
      if (observed === null) return 'No results date or board meeting is known';
      return (
        `Results or a board meeting ${observed === 0 ? 'is on this day' : `is ${plural(observed, 'day')} away`}, ` +
        `${points > 0 ? 'within' : 'not within'} ${plural(threshold ?? 0, 'day')}`
      );
    case 'GOVERNANCE':
      if (observed === null) return 'No qualification or resignation is known';
      return (
        `The last qualification or resignation was ${plural(observed, 'day')} ago, ` +
        `${points > 0 ? 'within' : 'not within'} ${plural(threshold ?? 0, 'day')}`
      );
    default:
      return kind satisfies never;
  }
}

import type { ScoreRow } from '../../books/dayBook.js';
import type { Method } from '../../scoring/method.js';
import { PENALTIES, type PenaltyKind } from '../../scoring/names.js';
import { liquidityPenalty, pledgePenalty } from '../../scoring/penalties.js';
import { inWords, orNull, percent, plural } from '../numbers.js';
import { PenaltyPart, type MeasuredPart } from './penaltyPart.js';

/** The five parts of a stored penalty, in their order, with the bounds of the method that it was made with. */
export function penaltyPartsOf(row: ScoreRow, method: Method): PenaltyPart[] {
  return PENALTIES.map((kind) => {
    const part = { kind, ...measured(kind, row, method) };
    return new PenaltyPart(part, () => reasonOf(part));
  });
}

function reasonOf(part: MeasuredPart): string {
  const effect = part.points > 0 ? `${plural(part.points, 'point')} off` : 'no points off';
  return `${circumstance(part)}: ${effect}.`;
}

function measured(
  kind: PenaltyKind,
  row: ScoreRow,
  { parameters: { penalties } }: Method,
): Omit<MeasuredPart, 'kind'> {
  switch (kind) {
    case 'LIQUIDITY': {
      const observed = row.traded_value_cr;
      const { threshold } = liquidityPenalty(observed ?? NaN, penalties.liquidity[row.mode]);
      return { points: row.liquidity_points, observed, threshold };
    }
    case 'PLEDGE': {
      const observed = row.pledged_fraction;
      const { threshold } = pledgePenalty(observed ?? NaN, penalties.pledge);
      return { points: row.pledge_points, observed, threshold };
    }
    case 'VOLATILITY':
      return {
        points: row.volatility_points,
        observed: row.sigma20,
        threshold: row.volatility_threshold === null ? null : orNull(row.volatility_threshold),
      };
    case 'EVENT_WINDOW':
      return {
        points: row.event_points,
        observed: row.days_to_meeting,
        threshold: penalties.event_window.days,
      };
    case 'GOVERNANCE':
      return {
        points: row.governance_points,
        observed: row.days_since_governance,
        threshold: penalties.governance.days,
      };
    default:
      return kind satisfies never;
  }
}

function circumstance({ kind, points, observed, threshold }: MeasuredPart): string {
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

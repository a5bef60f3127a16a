import type { ExplainedPenalty } from '../scoring/explain.js';
import type { Method } from '../scoring/method.js';
import { PENALTIES, type PenaltyKind } from '../scoring/names.js';
import { liquidityPenalty, pledgePenalty } from '../scoring/penalties.js';
import { snapOrNull } from '../scoring/rounding.js';
import type { ScoreRow } from './dayBook.js';

/**
 * Reads the five penalty parts of a stored score, in their order: the same parts that `penaltyPartsOf` reads from the
 * columns that scored it.
 *
 * @param method the method that the score was made with; it has the thresholds
 */
export function storedPenaltyParts(row: ScoreRow, method: Method): ExplainedPenalty[] {
  return PENALTIES.map((kind) => ({ kind, ...measured(kind, row, method) }));
}

function measured(
  kind: PenaltyKind,
  row: ScoreRow,
  { parameters: { penalties } }: Method,
): Omit<ExplainedPenalty, 'kind'> {
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
        threshold: snapOrNull(row.volatility_threshold),
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

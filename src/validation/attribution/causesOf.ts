import type { Points } from '../../scoring/names.js';
import { round2 } from '../../scoring/rounding.js';
import type { AttributedChange, CausePart } from './attribution.js';
import { CHANGE_CAUSES } from './changeCauses.js';
import { signed } from './causeWords.js';

/**
 * Returns the causes of the difference between two stored scores. Where scores that are computed again are others than those
 * that were stored, the code that computes them is another one, which counts as METHOD.
 *
 * @param change the change as computed again; null where it cannot be computed
 * @returns in the order of CHANGE_CAUSES; the points sum to the difference
 */
export function causesOf(change: AttributedChange | null, from: Points, to: Points): readonly CausePart[] {
  if (change === null) {
    return CHANGE_CAUSES.map((cause) => ({
      cause,
      points: cause === 'METHOD' ? round2(to - from) : 0,
      sentence:
        cause === 'METHOD'
          ? `This version of the code does not score the stock on both sessions: ${signed(round2(to - from))} points.`
          : 'It cannot be told, because this version of the code does not score the stock on both sessions.',
    }));
  }
  const byCode = round2(to - from - (change.after - change.before));
  if (byCode === 0) return change.causes;
  return change.causes.map((part) =>
    part.cause === 'METHOD'
      ? {
          ...part,
          points: round2(part.points + byCode),
          sentence: `${part.sentence} Of a score that another version of the code computed, ${signed(byCode)} points.`,
        }
      : part,
  );
}

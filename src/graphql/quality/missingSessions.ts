import type { Sessions } from '../../market/calendar.js';
import type { Day } from '../../scoring/names.js';
import type { GapCause } from './gapCauseEnum.js';

/** Sessions in a row without a bar, of one cause. */
export interface MissingSessions {
  readonly from: Day;
  readonly to: Day;
  readonly sessions: number;
  readonly cause: GapCause;
}

/**
 * Returns the gaps in the bars of a stock, the oldest first. Sessions in a row that have different causes are several gaps.
 *
 * @param from the first day that counts
 * @param to the last day that counts
 * @param bars the days with a bar
 * @param causeOn returns why there is none on another day
 */
export function missingSessions(
  { days }: Sessions,
  from: Day,
  to: Day,
  bars: ReadonlySet<Day>,
  causeOn: (day: Day) => GapCause,
): MissingSessions[] {
  const gaps: MissingSessions[] = [];
  let isOpen = false;
  for (const day of days) {
    if (day < from || day > to) continue;
    if (bars.has(day)) {
      isOpen = false;
      continue;
    }
    const cause = causeOn(day);
    const last = gaps.at(-1);
    if (isOpen && last?.cause === cause) {
      gaps[gaps.length - 1] = { ...last, to: day, sessions: last.sessions + 1 };
    } else {
      gaps.push({ from: day, to: day, sessions: 1, cause });
    }
    isOpen = true;
  }
  return gaps;
}

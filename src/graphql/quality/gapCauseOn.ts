import type { Day } from '../../scoring/names.js';
import type { GapCause } from './gapCauseEnum.js';

/** What is known of the days on which a stock has no bar. */
export interface GapFacts {
  /** Days that name the stock in other series alone. */
  readonly otherSeries: ReadonlySet<Day>;
  /** Days of which a file of all stocks of the stock's exchange was read. */
  readonly read: ReadonlySet<Day>;
  /** Days on which more than nearly no stock has a bar. */
  readonly imported: ReadonlySet<Day>;
}

/** Returns why a stock has no bar on a day. What a file of the day says counts before what follows from other stocks. */
export function gapCauseOn({ otherSeries, read, imported }: GapFacts): (day: Day) => GapCause {
  return (day) => {
    if (otherSeries.has(day)) return 'OTHER_SERIES';
    if (read.has(day)) return 'SUSPENDED';
    return imported.has(day) ? 'UNKNOWN' : 'SOURCE_MISSING';
  };
}

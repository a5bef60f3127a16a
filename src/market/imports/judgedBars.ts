import type { Ticker } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import type { TradedBars } from '../facts.js';
import { rowsWithoutCalendar } from '../flags/rowsWithoutCalendar.js';
import type { BarDays } from './barDays.js';
import { closedWeekends } from './closedWeekends.js';
import { copiedBars } from './copiedBars.js';
import { daysOfBars } from './daysOfBars.js';
import { seenBars, type SeenBars } from './seenBars.js';
import { withoutBars, type JudgedBars } from './withoutBars.js';

/** The bars that a store has, for judging others. */
export interface KnownBars {
  readonly days: BarDays;
  /** Of each stock, those of the days that are judged, and the last ones before. */
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
}

/** Bars that go in, and each stock's bars seen together with those that are known. */
export interface BarsToRecord extends JudgedBars {
  readonly seen: ReadonlyMap<Ticker, SeenBars>;
}

/**
 * Refuses bars that no row shows to be wrong by itself: of weekends that are no sessions (CLOSED_DAY), and copies of
 * another day (COPIED_DAY).
 *
 * @param sessions whose calendar is known
 * @param stored null where there is no store
 */
export async function judgedBars(
  read: JudgedBars,
  sessions: Sessions,
  stored: KnownBars | null,
): Promise<BarsToRecord> {
  const days = [...rowsWithoutCalendar(read, sessions)].map(({ day }) => day);
  const known = [daysOfBars(read.bars), ...(stored === null ? [] : [stored.days])];
  const closed = await closedWeekends(days, sessions, known);
  const open =
    closed.size === 0
      ? read
      : withoutBars(read, (ticker, place) => closed.get(read.bars.get(ticker)?.day[place] ?? NaN) ?? null);
  const seen = seenTogether(open, stored);
  const judged = withoutBars(open, copiedBars(open.bars, seen));
  return { ...judged, seen: judged === open ? seen : seenTogether(judged, stored) };
}

function seenTogether({ bars }: JudgedBars, stored: KnownBars | null): ReadonlyMap<Ticker, SeenBars> {
  return new Map([...bars].map(([ticker, given]) => [ticker, seenBars(given, stored?.bars.get(ticker))]));
}

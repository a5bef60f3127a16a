import type { Day } from '../scoring/names.js';
import { countAtOrBelow } from '../scoring/statistics.js';
import { shown } from '../shown.js';
import { dayOfCivil, isWeekend, isoOf, yearOf } from './day.js';

/** A weekday without trading, or a session on a day that would be closed. */
export interface CalendarEntry {
  readonly day: Day;
  readonly kind: 'HOLIDAY' | 'SESSION';
  readonly name: string;
}

/**
 * The exchange's calendar, which needs no prices. In a year with at least one entry, the sessions are the weekdays that
 * are no holidays, and the special sessions. About other years it says nothing.
 */
export class TradingCalendar {
  readonly #entries = new Map<Day, CalendarEntry>();
  readonly #years = new Set<number>();

  /** @param entries of which later ones of a day replace earlier ones */
  constructor(entries: Iterable<CalendarEntry>) {
    for (const entry of entries) {
      this.#entries.set(entry.day, entry);
      this.#years.add(yearOf(entry.day));
    }
  }

  /** Returns why there is no session on a day ("a weekend day"); null where there is one, or the year is not known. */
  closedBecause(day: Day): string | null {
    const entry = this.#entries.get(day);
    if (entry?.kind === 'SESSION') return null;
    if (entry?.kind === 'HOLIDAY')
      return entry.name === '' ? 'a holiday' : `a holiday (${shown(entry.name)})`;
    return isWeekend(day) && this.#years.has(yearOf(day)) ? 'a weekend day' : null;
  }

  /** Returns whether there is a session on a day; in years that are not known, all weekdays count. */
  isSession(day: Day): boolean {
    return (
      this.#entries.get(day)?.kind === 'SESSION' || (!isWeekend(day) && this.closedBecause(day) === null)
    );
  }

  /** Returns the sessions of the known years, and the traded days of all other years. */
  sessions(tradedDays: Iterable<Day>): Sessions {
    const days = new Set<Day>();
    for (const day of tradedDays) if (!this.#years.has(yearOf(day))) days.add(day);
    for (const year of this.#years) {
      const end = dayOfCivil(year + 1, 1, 1);
      for (let day = dayOfCivil(year, 1, 1); day < end; day++) {
        if (this.isSession(day)) days.add(day);
      }
    }
    return new Sessions(Int32Array.from(days).sort(), this.#years);
  }
}

/** The sessions of the exchange, ascending. Each has an ordinal, so that distances can be counted in sessions. */
export class Sessions {
  readonly #ordinals: Int32Array;

  /** @param years those of which the calendar knows the sessions; in all other years they are the traded days */
  constructor(
    readonly days: Int32Array,
    private readonly years: ReadonlySet<number> = new Set(),
  ) {
    this.#ordinals = Int32Array.from(days.keys());
  }

  /** Returns whether the calendar knows the year of a day. */
  hasYearOf(day: Day): boolean {
    return this.years.has(yearOf(day));
  }

  /** Returns how many sessions lie on or before a day. The ordinal of the last of them is one less. */
  countUpTo(day: Day): number {
    return countAtOrBelow(this.days, day);
  }

  /** Returns the ordinal of a session; -1 where the day is no session. */
  ordinalOf(day: Day): number {
    const ordinal = this.countUpTo(day) - 1;
    return ordinal >= 0 && this.days[ordinal] === day ? ordinal : -1;
  }

  /** Returns the ordinals of ascending days. A day that is no session takes the ordinal of the session before it. */
  ordinalsOf(days: Int32Array): Int32Array {
    if (days.length === 0) return new Int32Array(0);
    const first = this.countUpTo(days[0]) - 1;
    let same = 0;
    while (same < days.length && this.days[first + same] === days[same]) same++;
    // Mostly no session is missing, and there is nothing to compute.
    if (same === days.length) return this.#ordinals.subarray(first, first + same);
    const ordinals = new Int32Array(days.length);
    for (let k = 0, ordinal = first; k < days.length; k++) {
      while (ordinal + 1 < this.days.length && this.days[ordinal + 1] <= days[k]) ordinal++;
      ordinals[k] = ordinal;
    }
    return ordinals;
  }

  /** Returns the session before a day, such as "2024-10-07"; null where the calendar knows none. */
  before(day: Day): string | null {
    const count = this.countUpTo(day - 1);
    return count > 0 ? isoOf(this.days[count - 1]) : null;
  }
}

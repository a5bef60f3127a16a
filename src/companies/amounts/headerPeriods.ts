import type { Day } from '../../scoring/names.js';
import { dateOfCell, monthsOf, periodsIn } from './periodsIn.js';

/** The period of a column; null where its header names none, or not one alone. */
export type ColumnPeriod = { readonly periodEnd: Day; readonly months: number | null } | null;

const LENGTHS =
  /^(?:for (?:the )?)?(quarter|three months|half[- ]year|six months|nine months|9 months|(?:financial |fiscal )?year)(?:\s+(?:ended|ending))?(?:\s+on)?:?$/i;
const AS_AT = /^as\s+(?:at|on|of):?$/i;

/**
 * The periods of the columns of a table, by the rows of its header. Where one row has lengths, such as "Quarter ended" and
 * "Year ended", and the next one dates, a length is of the dates up to where they ascend again.
 */
export class HeaderPeriods {
  #lengths: readonly (number | null)[] = [];
  #periods: readonly ColumnPeriod[] = [];

  /** Reads a row. @returns whether it is one of a header */
  read(cells: readonly string[]): boolean {
    const written = cells.map((cell) =>
      cell.replace(/\((?:un)?audited\)|\((?:refer )?note[^)]*\)/gi, '').trim(),
    );
    const lengths = written.flatMap((cell) => lengthOf(cell) ?? []);
    if (lengths.length > 0) {
      this.#lengths = lengths.map(({ months }) => months);
      return true;
    }
    const dates = written.map(dateOfCell);
    if (dates.filter(Number.isFinite).length > 0) {
      this.#periods = this.#dated(dates, written);
      return true;
    }
    const periods = written.map(periodOfCell);
    if (periods.every((period) => period === null)) return false;
    this.#periods = withoutLabel(periods);
    return true;
  }

  /**
   * Returns the periods of the cells after the label of a row; none where the header has another number of columns.
   *
   * @param columns how many cells
   */
  of(columns: number): readonly ColumnPeriod[] {
    return this.#periods.length === columns ? this.#periods : [];
  }

  #dated(dates: readonly Day[], cells: readonly string[]): readonly ColumnPeriod[] {
    const periods = dates.map((day, at) => (Number.isNaN(day) ? periodOfCell(cells[at]) : day));
    let [run, last] = [0, NaN];
    const runs = periods.map((period) => {
      if (typeof period !== 'number') return run;
      if (period >= last) run += 1;
      last = period;
      return run;
    });
    const isClear = this.#lengths.length === 1 || this.#lengths.length === run + 1;
    return withoutLabel(
      periods.map((period, at): ColumnPeriod => {
        if (typeof period !== 'number') return period;
        const length = this.#lengths.length === 1 ? this.#lengths[0] : this.#lengths[runs[at]];
        return isClear && length !== undefined ? { periodEnd: period, months: length } : null;
      }),
    );
  }
}

function lengthOf(cell: string): { readonly months: number | null } | null {
  if (AS_AT.test(cell)) return { months: null };
  const length = LENGTHS.exec(cell);
  return length === null ? null : { months: monthsOf(length[1]) };
}

function periodOfCell(cell: string): ColumnPeriod {
  if (cell.length > 60) return null;
  const [period, ...others] = periodsIn(cell);
  if (period === undefined || others.length > 0 || Number.isNaN(period.periodEnd)) return null;
  const rest = cell.slice(0, period.start) + cell.slice(period.end);
  // "Growth over Q3 FY24" is no column of that quarter.
  return /[\p{L}%]{3,}|%/u.test(rest.replace(/for|the|ended|₹|Rs|INR|crores?/gi, '')) ? null : period;
}

/** The first cell is above the labels, where it names no period. */
function withoutLabel(periods: readonly ColumnPeriod[]): readonly ColumnPeriod[] {
  const first = periods.findIndex((period) => period !== null);
  return first === 1 ? periods.slice(1) : periods;
}

import type { IsoDate } from '../../../scoring/names.js';

/** A period of a table of Screener. */
export interface ScreenerPeriod {
  readonly end: IsoDate;
  /** The length that its heading states; null where it states none. */
  readonly months: number | null;
  /** Where it stands in the source, from 1. */
  readonly line: number;
}

/** A table of Screener, such as `Profit & Loss`: lines by their bare names, a value for each period. */
export interface ScreenerTable {
  readonly periods: readonly ScreenerPeriod[];
  readonly lines: ReadonlyMap<string, readonly string[]>;
}

/** What Screener says of a company. Tables that are not there are empty. */
export interface ScreenerTables {
  readonly quarters: ScreenerTable;
  readonly years: ScreenerTable;
  readonly balances: ScreenerTable;
  readonly cashFlows: ScreenerTable;
}

export const NO_TABLE: ScreenerTable = { periods: [], lines: new Map() };

/** Returns the name of a line without the marks of the site, in lower case: `Net Profit +` is `net profit`. */
export const bareLine = (name: string): string =>
  name
    .replace(/[\s\u00a0+:]+/g, ' ')
    .trim()
    .toLowerCase();

/** Returns the value of the first of some lines that a period has; empty where there is none. */
export function valueOf({ lines }: ScreenerTable, place: number, ...names: readonly string[]): string {
  for (const name of names) {
    const value = lines.get(name)?.[place] ?? '';
    if (value !== '') return value;
  }
  return '';
}

import type { Day } from '../scoring/names.js';
import { dayOfCivil } from './day.js';
import type { Classification, Company } from './facts.js';
import type { Sectors } from './sectors.js';

/** The day from which the former values of companies.csv count, once they were changed. No fact is older. */
export const OLDEST_DAY: Day = dayOfCivil(1900, 1, 1);

/** The sector group of a company on a day, and what it was taken from. */
export interface Classified {
  readonly group: string;
  /** Empty where it is not given, as is basicIndustry. */
  readonly industry: string;
  readonly basicIndustry: string;
  /** The day from which the row counts; NaN where the group is of a ticker's line, or of companies.csv for all days. */
  readonly from: Day;
  /** Whether the day is before that day, and the row counts because it is the oldest one. */
  readonly countsBackwards: boolean;
}

/**
 * Returns the sector group of a company on a day (method §11): that of the row of classifications.csv, or else of the
 * company's own sector_group, of its ticker's line, of its basic industry or its industry. What companies.csv said on
 * the day counts, where it was changed since.
 *
 * @param company as recorded today
 * @param rows the company's classifications, in any order
 * @returns the group, or why there is none
 */
export function classify(
  company: Company,
  rows: readonly Classification[],
  day: Day,
  sectors: Sectors,
): Classified | { readonly reason: string } {
  const row = rows.length === 0 ? null : rowOn(rows, day, false);
  const ofRow = row && sectors.groupOfRow(row);
  if (row !== null && ofRow !== null) {
    if ('reason' in ofRow) return ofRow;
    return { ...taken(row), group: ofRow.group, from: row.from, countsBackwards: row.from > day };
  }
  const dated = rows.length === 0 ? null : rowOn(rows, day, true);
  const { ticker } = company;
  const known = dated === null ? company : { ...dated, ticker };
  const found = sectors.groupOf(known);
  if ('reason' in found) return found;
  const isOfLine = known.sectorGroup === '' && sectors.hasLine(ticker);
  const from = dated === null || isOfLine || dated.from === OLDEST_DAY ? NaN : dated.from;
  return { ...taken(known), group: found.group, from, countsBackwards: false };
}

const taken = ({ industry, basicIndustry }: Pick<Company, 'industry' | 'basicIndustry'>) => ({
  industry,
  basicIndustry,
});

/** Returns the newest row up to a day, or else the oldest one; null where there is none. */
function rowOn(rows: readonly Classification[], day: Day, ofCompany: boolean): Classification | null {
  let found: Classification | null = null;
  for (const row of rows) {
    if (row.ofCompany !== ofCompany) continue;
    const isBetter =
      found === null ||
      (row.from <= day
        ? found.from > day || row.from > found.from
        : found.from > day && row.from < found.from);
    if (isBetter) found = row;
  }
  return found;
}

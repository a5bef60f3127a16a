/** Figures of one company, and what is known of them on a day. */
import { CompanyFigures } from '../../../src/companies/figures/companyFigures.js';
import type { MetricFigure } from '../../../src/companies/figures/metricFigure.js';
import { isoOf } from '../../../src/market/day.js';
import type { Action, Basis, Figure } from '../../../src/market/facts.js';
import { day } from '../market/folder.js';

/** A day after all periods of the tests. */
export const LATER = '2024-10-08';

/** What is known of a company on a day. */
export const known = (
  rows: readonly Figure[],
  on = LATER,
  { actions = [], pricesAdjusted = false }: { actions?: readonly Action[]; pricesAdjusted?: boolean } = {},
): CompanyFigures => new CompanyFigures(rows, actions, day(on), pricesAdjusted);

/** The same figures of another basis. */
export const of = (basis: Basis, rows: readonly Figure[]): Figure[] => rows.map((row) => ({ ...row, basis }));

/** Figures in short: "sales QUARTER 2024-06-30 CONSOLIDATED 120". */
export const brief = (figures: readonly MetricFigure[]): string[] =>
  figures.map(
    ({ code, period, periodEnd, basis, value }) => `${code} ${period} ${isoOf(periodEnd)} ${basis} ${value}`,
  );

/** The figures of a company that have a code and period, newest first. */
export const all = (company: CompanyFigures, code: string, period?: string): readonly MetricFigure[] =>
  company.metrics().filter((one) => one.code === code && (period === undefined || one.period === period));

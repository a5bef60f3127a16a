import { dayOf, dayOfCivil, isoOf } from '../../../market/day.js';
import type { IsoDate } from '../../../scoring/names.js';
import type { ReportInputs } from '../names.js';

/** The variables that the questions of a template may declare, without "$". */
export const VARIABLES = [
  'ticker',
  'sector',
  'portfolioId',
  'on',
  'weekBefore',
  'monthBefore',
  'yearBefore',
  'twoYearsBefore',
  'fiveYearsBefore',
] as const;

export type TemplateVariables = Readonly<Record<string, string | null>>;

/** Returns the variables of a report: its inputs, its day, and days before it. */
export function variablesOf(
  inputs: ReportInputs,
  on: IsoDate,
): Record<(typeof VARIABLES)[number], string | null> {
  return {
    ticker: inputs.ticker,
    sector: inputs.sector,
    portfolioId: inputs.portfolioId,
    on,
    weekBefore: isoOf(dayOf(on) - 7),
    monthBefore: monthsEarlier(on, 1),
    yearBefore: monthsEarlier(on, 12),
    twoYearsBefore: monthsEarlier(on, 24),
    fiveYearsBefore: monthsEarlier(on, 60),
  };
}

/** Returns the same day of an earlier month, or its last day where it is shorter. */
function monthsEarlier(on: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const index = year * 12 + month - 1 - months;
  const civil = (days: number, monthsOn = 0) =>
    dayOfCivil(Math.floor((index + monthsOn) / 12), ((index + monthsOn) % 12) + 1, days);
  return isoOf(Math.min(civil(day), civil(0, 1)));
}

import type { IsoDate } from '../../../scoring/names.js';
import { dayOf, monthOf } from '../../day.js';
import type { Period } from '../../facts.js';
import { writtenDate } from '../adapters/reading/writtenDate.js';
import type { Filing } from './filing.js';

/** A period for which a filing of results gives figures. */
export interface FilingPeriod {
  readonly period: Extract<Period, 'QUARTER' | 'ANNUAL'>;
  readonly months: number;
  readonly start: IsoDate;
  readonly end: IsoDate;
  /** The contexts of its flows. */
  readonly contexts: readonly string[];
}

const YEAR = 12;
const QUARTER = 3;

/**
 * Returns the periods that a filing of results is about, the shortest first: those that end with its last one. Periods of
 * former quarters and years are comparatives, which other filings gave.
 *
 * The filing's own dates count before those of contexts, because the exchange's forms declare the year to date (`FourD`)
 * with the dates of the quarter, and the older ones declare no plain context at all.
 */
export function filingPeriods(filing: Filing): readonly FilingPeriod[] {
  const year = {
    start: writtenDate(filing.text('DateOfStartOfFinancialYear')),
    end: writtenDate(filing.text('DateOfEndOfFinancialYear')),
  };
  const spans = filing.usedContexts
    .filter((context) => filing.isPlain(context))
    .map((context) => ({ context, ...spanOf(filing, context, year.start) }))
    .filter((span): span is { context: string; start: IsoDate; end: IsoDate } => {
      const { start, end } = span;
      return start !== null && end !== null && start < end;
    });
  const last = spans.reduce((latest, { end }) => (end > latest ? end : latest), '');
  const periods = new Map<IsoDate, FilingPeriod>();
  for (const { context, start, end } of spans) {
    if (end !== last) continue;
    const months = monthsOf(start, end);
    const isYear = months >= YEAR || (months > QUARTER && start === year.start && end === year.end);
    periods.set(start, {
      ...{ period: isYear ? 'ANNUAL' : 'QUARTER', months, start, end },
      contexts: [...(periods.get(start)?.contexts ?? []), context],
    });
  }
  return [...periods.values()].sort((a, b) => a.months - b.months);
}

/** Returns the contexts of balances at the end of the periods. */
export function balanceContexts(filing: Filing, end: IsoDate): readonly string[] {
  return filing.usedContexts.filter((context) => {
    if (!filing.isPlain(context)) return false;
    const declared = filing.contexts.get(context);
    return declared === undefined ? /^(One|Four)I$/.test(context) : writtenDate(declared.instant) === end;
  });
}

function spanOf(
  filing: Filing,
  context: string,
  yearStart: IsoDate | null,
): { readonly start: IsoDate | null; readonly end: IsoDate | null } {
  const declared = filing.contexts.get(context);
  const dateOf = (name: string) => writtenDate(filing.fact(name, context)?.text ?? '');
  const start = dateOf('DateOfStartOfReportingPeriod');
  return {
    start: start ?? (context === 'FourD' ? yearStart : null) ?? writtenDate(declared?.start ?? ''),
    end: dateOf('DateOfEndOfReportingPeriod') ?? writtenDate(declared?.end ?? ''),
  };
}

/** Returns how many months a period has. A company's first one may begin in the middle of a month. */
function monthsOf(start: IsoDate, end: IsoDate): number {
  const months = monthOf(dayOf(end)) - monthOf(dayOf(start)) + 1;
  return Number(start.slice(8)) > 15 ? Math.max(1, months - 1) : months;
}

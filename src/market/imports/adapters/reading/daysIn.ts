import type { IsoDate } from '../../../../scoring/names.js';
import { writtenDate } from './writtenDate.js';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const DAYS = new RegExp(
  String.raw`\b(?:(${MONTH})\.? (\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})|(\d{1,2})(?:st|nd|rd|th)?(?: day of|[ -])? ?(${MONTH})\.?,?[ -]?(\d{4})|(\d{1,2})[./-](\d{1,2})[./-](\d{4}))\b`,
  'gi',
);

/** Yields the days that a text names, such as "December 03, 2020", "3rd December, 2020", "03-Dec-2020" or "03.12.2020". */
export function* daysIn(text: string): Generator<IsoDate> {
  for (const [, monthFirst, dayAfter, yearAfter, dayFirst, month, year, ...numbers] of text.matchAll(DAYS)) {
    const written =
      monthFirst !== undefined
        ? `${dayAfter}-${monthFirst}-${yearAfter}`
        : dayFirst !== undefined
          ? `${dayFirst}-${month}-${year}`
          : numbers.slice(0, 3).join('-');
    const day = writtenDate(written);
    if (day !== null) yield day;
  }
}

import { dayOfCivil } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?';
const YEAR = "(?:20\\d\\d|['’‘]\\s?\\d\\d)";

/** What a date looks like in a filing, as the source of a pattern without groups. A month alone stands for its last day. */
export const DATE = [
  `\\d{1,2}(?:st|nd|rd|th)?[\\s-]+(?:of\\s+)?${MONTH},?[\\s-]*${YEAR}`,
  `${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?\\s?,?\\s*${YEAR}`,
  '\\d{1,2}[./-]\\d{1,2}[./-](?:20)?\\d\\d(?!\\d)',
  `${MONTH},?[\\s-]*${YEAR}`,
  `${MONTH}-\\d\\d(?!\\d)`,
].join('|');

/** Returns the day of a text that matches DATE; NaN where there is no such day. */
export function dayInWords(text: string): Day {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const name = /[a-z]{3}/i.exec(text.replace(/\d+(?:st|nd|rd|th)/gi, ' '));
  const year = 2000 + ((numbers.at(-1) ?? NaN) % 100);
  const month = name === null ? numbers[1] : MONTHS.indexOf(name[0].toLowerCase()) + 1;
  const isMonthAlone = name !== null && numbers.length === 1;
  const lastDate = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const date = isMonthAlone ? lastDate : numbers[0];
  const isDay = month >= 1 && month <= 12 && date >= 1 && date <= lastDate;
  return isDay ? dayOfCivil(year, month, date) : NaN;
}

import { dayOfCivil } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';
import { DATE, dayInWords } from './datesInWords.js';

/** A period that a text names. */
export interface NamedPeriod {
  readonly start: number;
  readonly end: number;
  /** NaN: several periods, or one without its year. */
  readonly periodEnd: Day;
  /** Null: the text names a day alone. */
  readonly months: number | null;
}

/** A fiscal year, which in India ends on 31 March: "FY25", "FY 2024-25", "financial year '25", "2024-25". */
const FISCAL =
  "(?:(?:F\\.?\\s?Y\\.?|fiscal(?:\\s+year)?|financial\\s+year)\\s?-?['’‘]?\\s?(?:20\\d\\d|\\d\\d)(?:\\s?[-–/]\\s?(?:20)?\\d\\d)?|20\\d\\d\\s?[-–]\\s?(?:20)?\\d\\d)(?!\\d|[,.]\\d)";
const LENGTH =
  '(?:quarter|three\\s+months|half[\\s-]?year|six\\s+months|nine[\\s-]months?|9\\s?months|(?:financial\\s+|fiscal\\s+|full\\s+)?year|twelve\\s+months)';
const OF = "(?:\\s*(?:of|for|in|,)?\\s*(?:the\\s+)?['-]?\\s*)";
const ORDINALS = ['first', 'second', 'third', 'fourth'];

type Reader = (groups: readonly string[]) => Pick<NamedPeriod, 'periodEnd' | 'months'>;
const SEVERAL = { periodEnd: NaN, months: null };

/** The longer come first. */
const PATTERNS: readonly (readonly [source: string, read: Reader])[] = [
  [
    `(?:${LENGTH}|Q[1-4]|H[12]|9M)\\s*(?:and|&|/|,)\\s*(?:the\\s+)?(?:${LENGTH}|H[12]|9M|FY)\\s*(?:ended|ending|${FISCAL})\\s+(?:on\\s+)?(?:${DATE})?`,
    () => SEVERAL,
  ],
  [
    `(?:Q[1-4]|H[12])\\s*(?:and|&|/|,)\\s*(?:H[12]|9M|nine\\s+months|Q[1-4])\\s*(?:of\\s+)?(?:${FISCAL})?`,
    () => SEVERAL,
  ],
  [
    `(${LENGTH})(?:\\s+period)?\\s+(?:ended|ending)\\s+(?:on\\s+|as\\s+on\\s+)?(${DATE})`,
    ([length, date]) => ({ periodEnd: dayInWords(date), months: monthsOf(length) }),
  ],
  [`(?:as\\s+)?(?:on|at|of)\\s+(${DATE})`, ([date]) => ({ periodEnd: dayInWords(date), months: null })],
  [`(${DATE})\\s+quarter`, ([date]) => ({ periodEnd: dayInWords(date), months: 3 })],
  [`(?:Q([1-4])|([1-4])Q)${OF}(${FISCAL})`, ([a, b, year]) => quarterEnd(Number(a || b), year)],
  [
    `(${ORDINALS.join('|')})\\s+quarter${OF}(${FISCAL})`,
    ([ordinal, year]) => quarterEnd(ORDINALS.indexOf(ordinal.toLowerCase()) + 1, year),
  ],
  [
    `(?:H([12])|([12])H|(first|second)\\s+half)${OF}(${FISCAL})`,
    ([a, b, ordinal, year]) =>
      partEnd(Number(a || b || ORDINALS.indexOf(ordinal.toLowerCase()) + 1) * 6, 6, year),
  ],
  [`(?:9M|nine[\\s-]months?)${OF}(${FISCAL})`, ([year]) => partEnd(9, 9, year)],
  [`(${FISCAL})`, ([year]) => partEnd(12, 12, year)],
  // Without their year, they are of one that the text names elsewhere.
  ['(?:Q[1-4]|[1-4]Q|H[12]|9M)(?![\\p{L}\\p{N}])', () => SEVERAL],
];
const COMPILED = PATTERNS.map(
  ([source, read]) => [new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})`, 'giu'), read] as const,
);
const ALONE = new RegExp(`^(?:${DATE})$`, 'iu');

/**
 * Returns the periods that a text names, in its order. Quarters and halves are those of fiscal years.
 *
 * @param text a sentence or a cell: the time grows with its length squared
 */
export function periodsIn(text: string): NamedPeriod[] {
  const found: NamedPeriod[] = [];
  for (const [pattern, read] of COMPILED) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => other.start < end && start < other.end)) continue;
      found.push({ start, end, ...read(match.slice(1).map((group) => group ?? '')) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Returns the day of a cell that is a date and nothing else; NaN of another one. */
export function dateOfCell(cell: string): Day {
  return ALONE.test(cell) ? dayInWords(cell) : NaN;
}

/** Returns the length of a period by its name, in months. */
export function monthsOf(length: string): number {
  const name = length.toLowerCase();
  if (/quarter|three/.test(name)) return 3;
  if (/half|six/.test(name)) return 6;
  return /nine|9/.test(name) ? 9 : 12;
}

function quarterEnd(quarter: number, year: string) {
  return partEnd(quarter * 3, 3, year);
}

/** @param through months of the fiscal year up to the end */
function partEnd(through: number, months: number, written: string) {
  const year = fiscalYear(written);
  // The day before the first one of the month after it; a fiscal year begins in April of the year before.
  return { periodEnd: dayOfCivil(year - 1, 4 + through, 1) - 1, months };
}

/** Returns the year in which a fiscal year ends; NaN where its two years do not follow each other. */
function fiscalYear(written: string): number {
  const [first, second] = (written.match(/\d+/g) ?? []).map((digits) => 2000 + (Number(digits) % 100));
  if (second === undefined) return first;
  return second === first + 1 ? second : NaN;
}

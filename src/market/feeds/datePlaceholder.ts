import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const PLACEHOLDER = /\{([^{}]*)\}/g;
const DATE = /^date(?::((?:yyyy|yy|MMM|Mmm|mmm|MM|dd|[-_./])+))?$/;
const PART = /yyyy|yy|MMM|Mmm|mmm|MM|dd/g;

/** What a placeholder may be, for messages. */
export const PLACEHOLDERS =
  '{date} (2024-07-05) or {date:…} of yyyy (2024), yy (24), MM (07), MMM (JUL), Mmm (Jul), mmm (jul), dd (05) and - _ . /';

/**
 * Writes a day into the placeholders of a text.
 *
 * @example
 * withDate('cm{date:ddMMMyyyy}bhav.csv.zip', dayOf('2024-07-05')); // cm05JUL2024bhav.csv.zip
 */
export function withDate(text: string, day: Day): string {
  const iso = isoOf(day);
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  const parts: Readonly<Record<string, string>> = {
    yyyy: iso.slice(0, 4),
    yy: iso.slice(2, 4),
    MMM: month.toUpperCase(),
    Mmm: month,
    mmm: month.toLowerCase(),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
  };
  return text.replace(PLACEHOLDER, (whole, name: string) => {
    const match = DATE.exec(name);
    if (match === null) return whole;
    const [, pattern] = match as unknown as readonly [string, string | undefined];
    return pattern === undefined ? iso : pattern.replace(PART, (part) => parts[part]);
  });
}

/** Returns the first brace of a text that is no part of a placeholder, with what follows it; null where there is none. */
export function badPlaceholder(text: string): string | null {
  for (const [whole, name] of text.matchAll(PLACEHOLDER)) if (!DATE.test(name)) return whole;
  return /[{}].*/s.exec(text.replace(PLACEHOLDER, ''))?.[0] ?? null;
}

/** Whether a text has a placeholder, so that it differs from day to day. */
export const hasDate = (text: string): boolean => text.search(PLACEHOLDER) >= 0;

/** Returns what precedes the first placeholder of a text. */
export const beforeDate = (text: string): string => text.replace(/\{.*/s, '');

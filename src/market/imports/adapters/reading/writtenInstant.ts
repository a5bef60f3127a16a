import { writtenDate } from './writtenDate.js';

const TIME = /[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
/** `04-Feb-2026` */
const LONGEST_DATE = 11;

/**
 * Returns when something was as the exchanges write it, such as `04-Feb-2026 14:55:06` or `2023-10-20T23:44:22.95`, in India's
 * time, as ISO 8601 with its offset; a date where no time follows it.
 *
 * @returns null where the text is no such time
 */
export function writtenInstant(text: string): string | null {
  const trimmed = text.trim();
  const match = TIME.exec(trimmed);
  const written = match === null ? trimmed : trimmed.slice(0, match.index);
  const date = written.length <= LONGEST_DATE && /\d$/.test(written) ? writtenDate(written) : null;
  if (date === null || match === null) return date;
  const [, hour, minute, second = '00'] = match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return `${date}T${hour.padStart(2, '0')}:${minute}:${second}+05:30`;
}

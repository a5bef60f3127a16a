import { dayOf } from '../../../market/day.js';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?Z$/;

/**
 * Shows an ISO date as 2 Jan 2026, and an instant as 2 Jan 2026, 10:30 UTC; null: the text is neither. No clock, time zone or
 * locale is asked.
 */
export function shownDate(text: string): string | null {
  if (isDate(text)) return civil(text);
  const instant = INSTANT.exec(text);
  return instant !== null && isDate(instant[1]) ? `${civil(instant[1])}, ${instant[2]} UTC` : null;
}

const isDate = (text: string): boolean => !Number.isNaN(dayOf(text));

const civil = (date: string): string =>
  `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

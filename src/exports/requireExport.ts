import { dayOf } from '../market/day.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { ExportKind } from './exportKinds.js';
import type { ExportRequest } from './exportRequest.js';

/** The longest span: no market of the store is older. */
const MOST_YEARS = 50;
const DAYS_PER_YEAR = 366;
/** As many as an import folder may have. */
const MOST_TICKERS = 20_000;
const LONGEST_METHOD = 100;
/** PostgreSQL takes no text with NUL. */
const CONTROL = /\p{Cc}/u;

/** Which kinds take which part of a request that may be left out. */
const TAKEN: Readonly<Record<'mode' | 'method' | 'tickers', ReadonlySet<ExportKind>>> = {
  mode: new Set(['SCORES', 'SESSION']),
  method: new Set(['SCORES']),
  tickers: new Set(['SCORES', 'FEATURES', 'BARS', 'FACTS', 'SESSION']),
};

/**
 * Checks what can be checked of a request without a store.
 *
 * @returns the request, with each ticker once
 * @throws UserError for days that are none or not in order, and for parts that the kind does not take
 */
export function requireExport(request: ExportRequest): ExportRequest {
  const { kind, from, to, method, tickers } = request;
  const days = [from, to].map((text) => {
    const day = dayOf(text);
    if (Number.isNaN(day)) throw new UserError(`Expected a date such as 2024-10-08, got "${shown(text)}".`);
    return day;
  });
  if (days[0] > days[1]) {
    throw new UserError(`Expected a first day that is not after the last, got ${from} and ${to}: swap them.`);
  }
  if (days[1] - days[0] > MOST_YEARS * DAYS_PER_YEAR) {
    throw new UserError(
      `Expected at most ${MOST_YEARS} years in one export, got ${from} to ${to}: ask for fewer.`,
    );
  }
  for (const [part, kinds] of Object.entries(TAKEN)) {
    if (request[part as keyof typeof TAKEN] === null || kinds.has(kind)) continue;
    const takers = [...kinds].join(', ');
    throw new UserError(`Expected no ${part} of ${kind}, which has none: leave it out, or export ${takers}.`);
  }
  if (method !== null && (method === '' || method.length > LONGEST_METHOD || CONTROL.test(method))) {
    throw new UserError(`Expected the name of a method, got "${shown(method)}".`);
  }
  if (tickers === null) return request;
  const each = [...new Set(tickers)];
  if (each.length === 0 || each.length > MOST_TICKERS) {
    throw new UserError(
      `Expected 1 to ${MOST_TICKERS} tickers, got ${each.length}: leave them out to export all stocks.`,
    );
  }
  return { ...request, tickers: each };
}

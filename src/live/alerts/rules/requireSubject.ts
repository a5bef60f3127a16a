import type { Ticker } from '../../../scoring/names.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import type { MetricKind } from '../metrics.js';
import type { KnownSubjects, NewAlertRule } from './newAlertRule.js';

/** The most stocks that a rule names. */
export const MOST_TICKERS = 200;
/** How many tickers an error names. */
const MOST_NAMED = 10;

/** What a rule is about. */
export interface Subject {
  /** Null: it names no stocks. */
  readonly stockIds: readonly number[] | null;
  readonly sectors: readonly string[] | null;
  /** Null: it is about no portfolio. */
  readonly portfolioId: number | null;
}

/**
 * Checks what a rule is about, by its metric: everything, or stocks and sectors that are known; a portfolio; nothing, if it is
 * about the service. Whether the portfolio is the owner's is checked where the rule is stored.
 *
 * @throws UserError where it is about nothing, about two things, or about something unknown
 */
export function requireSubject(
  { metric, everything, tickers, sectors, portfolioId }: NewAlertRule,
  { about }: MetricKind,
  known: KnownSubjects,
): Subject {
  const given = [
    ...(everything ? ['everything'] : []),
    ...(tickers === null ? [] : ['tickers']),
    ...(sectors === null ? [] : ['sectors']),
    ...(portfolioId === null ? [] : ['portfolioId']),
  ];
  if (about === 'SERVICE') {
    if (given.length === 0) return { stockIds: null, sectors: null, portfolioId: null };
    throw new UserError(
      `Expected no subject in a rule of ${metric}, which is about the service itself, got ${given.join(' and ')}: ` +
        'leave it out.',
    );
  }
  if (about === 'PORTFOLIO') {
    if (portfolioId !== null && given.length === 1) return { stockIds: null, sectors: null, portfolioId };
    throw new UserError(
      `Expected portfolioId alone as the subject of a rule of ${metric}, got ${given.length === 0 ? 'none' : given.join(' and ')}: ` +
        'name a portfolio of yours.',
    );
  }
  if (portfolioId !== null) {
    throw new UserError(
      `Expected no portfolioId in a rule of ${metric}, which is about stocks, got one: leave it out.`,
    );
  }
  if (given.length === 0) {
    throw new UserError(
      'Expected a rule with a subject, got one without: name tickers or sectors, or set everything to true.',
    );
  }
  if (everything && given.length > 1) {
    throw new UserError(
      `Expected a rule about everything or about what it names, got ${given.join(' and ')}: leave one out.`,
    );
  }
  return {
    stockIds: tickers && stockIdsOf(tickers, known),
    sectors: sectors && knownSectors(sectors, known),
    portfolioId: null,
  };
}

function stockIdsOf(tickers: readonly Ticker[], { stockId }: KnownSubjects): readonly number[] {
  const unique = [...new Set(tickers)];
  if (unique.length === 0 || unique.length > MOST_TICKERS) {
    throw new UserError(
      `Expected 1 to ${MOST_TICKERS} tickers in a rule, got ${unique.length}: name ` +
        `${unique.length === 0 ? 'some, or leave them out' : 'fewer, or sectors'}.`,
    );
  }
  const found = unique.map((ticker) => [ticker, stockId(ticker)] as const);
  const unknown = found.filter(([, id]) => id === null).map(([ticker]) => shown(ticker));
  if (unknown.length > 0) {
    const more = unknown.length > MOST_NAMED ? ` and ${unknown.length - MOST_NAMED} more` : '';
    throw new UserError(
      `Expected tickers of known companies in a rule, got ${unknown.slice(0, MOST_NAMED).join(', ')}${more}: check the ` +
        'spelling, or leave them out.',
    );
  }
  return [...new Set(found.flatMap(([, id]) => id ?? []))];
}

function knownSectors(sectors: readonly string[], known: KnownSubjects): readonly string[] {
  const unique = [...new Set(sectors)];
  if (unique.length === 0) {
    throw new UserError('Expected at least one sector in a rule, got none: name one, or leave them out.');
  }
  const unknown = unique.find((key) => !known.sectors.includes(key));
  if (unknown === undefined) return unique;
  throw new UserError(
    `Expected keys of sectors in a rule, got "${shown(unknown)}". The known ones: ${known.sectors.join(', ')}.`,
  );
}

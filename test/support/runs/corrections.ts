import fc from 'fast-check';
import type { IsoDate } from '../../../src/scoring/names.js';
import { bar, eps, shareholding, INDUSTRIES, meeting, split, TICKERS, type Rows } from '../market/market.js';

/** What a second import brings: one file with one row that is new or says something else than before. */
export interface Correction {
  readonly what: string;
  readonly rows: Rows;
}

/** Draws corrections of a market over these sessions. */
export function anyCorrection(sessions: readonly IsoDate[]): fc.Arbitrary<Correction> {
  const ticker = fc.constantFrom(...TICKERS);
  const date = fc.constantFrom(...sessions);
  const cents = (low: number, high: number) =>
    fc.integer({ min: low * 100, max: high * 100 }).map((n) => n / 100);
  const pair = fc.tuple(date, date).map(([a, b]) => (a < b ? [a, b] : [b, a]));
  return fc.oneof(
    fc.tuple(ticker, cents(-20, 80), date).map(([name, value, publishedOn]) => ({
      what: `${name} restates its EPS as ${value} on ${publishedOn}`,
      rows: { statements: [eps(name, value, publishedOn)] },
    })),
    fc
      .tuple(ticker, date, cents(50, 900), fc.integer({ min: 0, max: 2_000_000 }))
      .map(([name, on, ...traded]) => ({
        what: `the bar of ${name} on ${on} is other`,
        rows: { prices: [bar(name, on, ...traded)] },
      })),
    fc.tuple(ticker, date).map(([name, exDate]) => ({
      what: `a split of ${name} on ${exDate} comes late`,
      rows: { actions: [split(name, exDate)] },
    })),
    fc
      .tuple(ticker, fc.integer({ min: 0, max: 75 }), fc.integer({ min: 0, max: 100 }), date)
      .map(([name, promoter, pledged, publishedOn]) => ({
        what: `shareholding of ${name}, published on ${publishedOn}, comes late`,
        rows: { shareholding: [shareholding(name, promoter, pledged, publishedOn)] },
      })),
    fc.tuple(ticker, pair).map(([name, [announcedOn, on]]) => ({
      what: `results of ${name} on ${on} were announced on ${announcedOn}`,
      rows: { events: [meeting(name, on, announcedOn)] },
    })),
    fc.tuple(ticker, date, fc.constantFrom(...INDUSTRIES)).map(([name, from, industry]) => ({
      what: `${name} belongs to ${industry} from ${from} on`,
      rows: { classifications: [`${name},${from},${industry},,`] },
    })),
  );
}

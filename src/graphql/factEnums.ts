import { registerEnumType } from 'type-graphql';
import type { Series, Source } from '../market/facts.js';
import type { FlagKind } from '../market/imports/refusal.js';

/** The vocabularies of facts as GraphQL enums. */

export const SourceEnum = { PRIMARY: 'PRIMARY', SECONDARY: 'SECONDARY' } as const satisfies Record<
  Source,
  Source
>;
registerEnumType(SourceEnum, {
  name: 'Source',
  description: 'Kind of source of a fact. A secondary source lowers the confidence (method §8).',
  valuesConfig: {
    PRIMARY: { description: 'The exchange, or the company itself.' },
    SECONDARY: { description: 'A site or service that copies them.' },
  },
});

export const SeriesEnum = { EQ: 'EQ', BE: 'BE', BZ: 'BZ' } as const satisfies Record<Series, Series>;
registerEnumType(SeriesEnum, {
  name: 'Series',
  description: 'A series of NSE in which a stock trades.',
  valuesConfig: {
    EQ: { description: 'Rolling settlement.' },
    BE: { description: 'Trade-to-trade: each trade is settled by delivery.' },
    BZ: { description: 'Trade-to-trade, of a company that does not comply with the rules of its listing.' },
  },
});

/** The datasets that can be imported, by their names in the schema: those of their files, in capitals. */
export const DatasetEnum = {
  COMPANIES: 'COMPANIES',
  PRICES: 'PRICES',
  INDICES: 'INDICES',
  ACTIONS: 'ACTIONS',
  FUNDAMENTALS: 'FUNDAMENTALS',
  STATEMENTS: 'STATEMENTS',
  SHAREHOLDING: 'SHAREHOLDING',
  EVENTS: 'EVENTS',
  HOLIDAYS: 'HOLIDAYS',
  SYMBOLS: 'SYMBOLS',
  CLASSIFICATIONS: 'CLASSIFICATIONS',
  FILINGS: 'FILINGS',
  INTELLIGENCE: 'INTELLIGENCE',
  WITHDRAWALS: 'WITHDRAWALS',
} as const;
export type DatasetName = keyof typeof DatasetEnum;
registerEnumType(DatasetEnum, {
  name: 'Dataset',
  description: 'A kind of facts, named after the file that it is imported from (docs/import.md).',
  valuesConfig: {
    COMPANIES: { description: 'companies.csv: names, ISINs and industries.' },
    PRICES: { description: 'prices.csv and recordBars: daily bars of stocks.' },
    INDICES: { description: 'indices.csv: daily bars of indices.' },
    ACTIONS: { description: 'actions.csv: splits, bonuses and all else that changes prices.' },
    FUNDAMENTALS: { description: 'fundamentals.csv: metrics as a source computed them.' },
    STATEMENTS: { description: 'statements.csv and recordMetrics: raw figures of statements.' },
    SHAREHOLDING: { description: 'shareholding.csv: who holds the shares.' },
    EVENTS: { description: 'events.csv: results, board meetings, resignations.' },
    HOLIDAYS: { description: 'holidays.csv: the calendar of the exchange.' },
    SYMBOLS: { description: 'symbols.csv: former symbols.' },
    CLASSIFICATIONS: { description: 'classifications.csv: what companies did from a day on.' },
    FILINGS: { description: 'filings.csv: what companies filed with the exchanges.' },
    INTELLIGENCE: {
      description:
        'intelligence.csv and recordIntelligence: what is known of companies besides their figures.',
    },
    WITHDRAWALS: { description: 'withdrawals.csv: facts that were taken back.' },
  },
});

export const FlagKindEnum = {
  JUMP: 'JUMP',
  NO_VOLUME: 'NO_VOLUME',
  STALE: 'STALE',
  GAP: 'GAP',
  ACTION_DENIED: 'ACTION_DENIED',
  ACTION_TWICE: 'ACTION_TWICE',
  ACTION_UNLISTED: 'ACTION_UNLISTED',
  FACTOR_DERIVED: 'FACTOR_DERIVED',
  VALUE_DIFFERS: 'VALUE_DIFFERS',
  RANGE_OUTLIER: 'RANGE_OUTLIER',
  COPIED: 'COPIED',
  UNITS: 'UNITS',
  DATED_BACK: 'DATED_BACK',
  ISIN_TWICE: 'ISIN_TWICE',
  NO_CALENDAR: 'NO_CALENDAR',
  LATE: 'LATE',
  CARRIED: 'CARRIED',
} as const satisfies Record<FlagKind, FlagKind>;
registerEnumType(FlagKindEnum, {
  name: 'FlagKind',
  description: 'What is odd about a fact that was taken all the same (docs/import.md has the thresholds).',
  valuesConfig: {
    JUMP: { description: 'The close is far from the adjusted close before, without an action on that day.' },
    NO_VOLUME: { description: 'The close changed, and nothing was traded.' },
    STALE: { description: 'The close is the same for many sessions in a row.' },
    GAP: { description: 'A session without a bar, between the first and the last bar.' },
    ACTION_DENIED: { description: 'The prices around an ex-date do not show the action.' },
    ACTION_TWICE: { description: 'The same action twice within a few days.' },
    ACTION_UNLISTED: { description: 'A fall that looks like a split or bonus, without an action.' },
    FACTOR_DERIVED: { description: 'The factor of an action is taken from the first open after it.' },
    VALUE_DIFFERS: { description: 'The traded value is far from close × volume.' },
    RANGE_OUTLIER: { description: 'High or low lies far beyond open, close and the close before.' },
    COPIED: { description: 'All numbers equal those of the bar before.' },
    UNITS: { description: 'A figure that looks as if it were in another unit.' },
    DATED_BACK: {
      description: 'A figure that changes an older one, and does not say when it was published.',
    },
    ISIN_TWICE: { description: 'Two tickers have one ISIN.' },
    NO_CALENDAR: { description: 'Rows of a year that the calendar does not know.' },
    LATE: { description: 'A figure that was published later than it should be.' },
    CARRIED: { description: 'A pledge that is taken from a former quarter.' },
  },
});

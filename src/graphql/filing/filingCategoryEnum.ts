import { registerEnumType } from 'type-graphql';
import type { FilingCategory } from '../../market/facts.js';

export const FilingCategoryEnum = {
  RESULTS: 'RESULTS',
  SHAREHOLDING: 'SHAREHOLDING',
  ANNUAL_REPORT: 'ANNUAL_REPORT',
  BOARD_OUTCOME: 'BOARD_OUTCOME',
  ANALYST_MEET: 'ANALYST_MEET',
  RATING: 'RATING',
  INSIDER: 'INSIDER',
  OTHER: 'OTHER',
} as const satisfies Record<FilingCategory, FilingCategory>;
registerEnumType(FilingCategoryEnum, {
  name: 'FilingCategory',
  description: "A kind of filing, by the exchange's own category; where that says nothing, by the subject.",
  valuesConfig: {
    RESULTS: { description: 'Results of a period.' },
    SHAREHOLDING: { description: 'The shareholding pattern of a quarter.' },
    ANNUAL_REPORT: { description: 'An annual report.' },
    BOARD_OUTCOME: { description: 'What a board decided.' },
    ANALYST_MEET: { description: 'Meetings and calls with analysts: schedules, presentations, transcripts.' },
    RATING: { description: 'A credit rating.' },
    INSIDER: { description: 'Trades of insiders, trading windows, large acquisitions of shares.' },
    OTHER: { description: 'All else, and what is written about filings, such as clarifications.' },
  },
});

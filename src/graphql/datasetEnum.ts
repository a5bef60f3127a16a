import { registerEnumType } from 'type-graphql';
import type { DATASETS } from '../market/datasets/datasets.js';

/** The name of a dataset, as the API writes it. */
export type DatasetName = Uppercase<(typeof DATASETS)[number]['name']>;

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
  WITHDRAWALS: 'WITHDRAWALS',
} as const satisfies Record<DatasetName, DatasetName>;
registerEnumType(DatasetEnum, {
  name: 'Dataset',
  description: 'A kind of facts: a file of the import folder.',
  valuesConfig: {
    COMPANIES: { description: 'companies.csv: names, ISINs and industries.' },
    PRICES: { description: 'prices.csv: daily bars of stocks.' },
    INDICES: { description: 'indices.csv: daily bars of indices.' },
    ACTIONS: { description: 'actions.csv: splits, bonuses and other changes of shares.' },
    FUNDAMENTALS: { description: 'fundamentals.csv: metrics as a source computed them.' },
    STATEMENTS: { description: 'statements.csv: raw figures of statements.' },
    SHAREHOLDING: { description: 'shareholding.csv: holders of companies.' },
    EVENTS: { description: 'events.csv: meetings, results, and what concerns governance.' },
    HOLIDAYS: { description: 'holidays.csv: closed days and special sessions.' },
    WITHDRAWALS: { description: 'withdrawals.csv: facts that were taken back.' },
  },
});

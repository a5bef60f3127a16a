/** Rows of files that say what was known by another name, what changed, and what was recorded by mistake. */
import { beforeAll, expect, test } from '@jest/globals';
import { classificationsTable } from '../../../src/market/sample/classifications.js';
import { sampleCompanies, type SampleCompany } from '../../../src/market/sample/companies.js';
import { symbolsTable } from '../../../src/market/sample/symbols.js';
import { sampleTimeline, type Timeline } from '../../../src/market/sample/timeline.js';
import { withdrawalsTable } from '../../../src/market/sample/withdrawals.js';

let timeline: Timeline;
let companies: readonly SampleCompany[];
beforeAll(async () => {
  timeline = await sampleTimeline();
  companies = sampleCompanies();
});

test('symbols.csv has a renamed stock', () => {
  expect(symbolsTable(companies, timeline)).toEqual({
    file: 'symbols.csv',
    columns: ['ticker', 'former', 'until'],
    rows: [['SYNIT09.NS', 'SYNSOFT09.NS', '2025-09-04']],
  });
});

test('classifications.csv has a company that changed its industry', () => {
  expect(classificationsTable(companies, timeline)).toEqual({
    file: 'classifications.csv',
    columns: ['ticker', 'from', 'industry'],
    rows: [
      ['SYNENERGY11.NS', '2024-11-14', 'Metals & Mining'],
      ['SYNENERGY11.NS', '2025-09-18', 'Oil Gas & Consumable Fuels'],
    ],
  });
  // As companies.csv has it.
  expect(companies.find(({ ticker }) => ticker === 'SYNENERGY11.NS')?.industry).toBe(
    'Oil Gas & Consumable Fuels',
  );
});

test('withdrawals.csv takes back the bar that is a copy', () => {
  expect(withdrawalsTable(companies, timeline)).toEqual({
    file: 'withdrawals.csv',
    columns: ['dataset', 'ticker', 'date', 'reason'],
    rows: [['prices', 'SYNNBFC11.NS', '2026-02-27', 'A copy of the bar before it']],
  });
});

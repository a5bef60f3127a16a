/** What the format of a feed refuses before anything is stored. */
import { expect, test } from '@jest/globals';
import type pg from 'pg';
import { importForFeeds } from '../../../src/market/feeds/importForFeeds.js';

test('refuses a file of the import format where the feed expects another layout', async () => {
  const pool = null as unknown as pg.Pool;
  const importFile = importForFeeds(pool, { onRecorded: async () => undefined });
  const bytes = Buffer.from('index,date,open,high,low,close\nNIFTY 500,2024-10-08,1,1,1,1\n');
  const given = { name: 'a.csv', bytes, source: 'nse', dataset: 'indices', format: 'nse-udiff' };
  await expect(
    importFile(given, { expectedDay: null, signal: new AbortController().signal }),
  ).rejects.toThrow(
    'nse/a.csv: expected a file of the layout nse-udiff, got one of the import format. Nothing of it was taken.',
  );
});

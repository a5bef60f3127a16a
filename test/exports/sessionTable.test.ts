import { expect, test } from '@jest/globals';
import type { Row } from '../../src/exports/exportTable.js';
import { sessionTable } from '../../src/exports/tables/sessionTable.js';
import type { Ticker } from '../../src/scoring/names.js';

test('returns a row for each stock, session and mode, with null for what is not known', async () => {
  const tickers = ['A.NS', 'M&M.NS'] as Ticker[];
  async function* sessions() {
    for (const mode of ['TRADER', 'INVESTOR'] as const) {
      const column = (field: string) => Float64Array.of(field === 'SCORE' ? 50 : NaN, -0);
      yield { day: 20_004, mode, tickers, column };
    }
  }
  const { columns, batches } = sessionTable(['SCORE', 'PE'], sessions());
  expect(columns.map(({ name }) => name)).toEqual(['date', 'mode', 'ticker', 'score', 'pe']);
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  expect(rows).toEqual([
    [20_004, 'TRADER', 'A.NS', 50, null],
    [20_004, 'TRADER', 'M&M.NS', -0, -0],
    [20_004, 'INVESTOR', 'A.NS', 50, null],
    [20_004, 'INVESTOR', 'M&M.NS', -0, -0],
  ]);
});

import { afterEach, describe, expect, test } from '@jest/globals';
import { fileOf, flatBar, readFiles, removeFolders } from '../../support/market/folder.js';

afterEach(removeFolders);

const stock = (k: number) => `S${String(k).padStart(2, '0')}`;
/** Two sessions of some stocks. The first `copies` of them repeat their bars. */
const sessions = (stocks: number, copies: number) =>
  fileOf(
    'prices',
    ...Array.from({ length: stocks }, (_, k) => [
      flatBar(stock(k), '2024-10-07', 100 + k),
      flatBar(stock(k), '2024-10-08', k < copies ? 100 + k : 200 + k),
    ]).flat(),
  );

async function read(stocks: number, copies: number) {
  const { refusals, flags, market } = await readFiles(sessions(stocks, copies));
  return {
    refusals,
    copied: flags.filter(({ kind }) => kind === 'COPIED').length,
    bars: [...market.bars.values()].reduce((sum, { day }) => sum + day.length, 0),
  };
}

describe('COPIED_DAY', () => {
  test('refuses copies that are half of the rows of a day', async () => {
    const { refusals, copied, bars } = await read(20, 10);
    expect({ copied, bars }).toEqual({ copied: 0, bars: 30 });
    expect(refusals).toEqual(
      Array.from({ length: 10 }, (_, k) => ({
        ...{ file: 'prices.csv', line: 2 * k + 3, column: 'date', value: '2024-10-08', rule: 'COPIED_DAY' },
        reason:
          'expected the bars of 2024-10-08, but 10 of the 20 rows of this day repeat the prices and the volume of the ' +
          'bar before',
      })),
    );
  });

  test.each([
    [20, 9],
    [21, 10],
    [19, 19],
  ])('takes and flags them where of %d rows %d are copies', async (rows, copies) => {
    expect(await read(rows, copies)).toEqual({ refusals: [], copied: copies, bars: 2 * rows });
  });

  test('refuses every day that repeats a day which repeats another', async () => {
    const days = ['2024-10-04', '2024-10-07', '2024-10-08'];
    const rows = Array.from({ length: 20 }, (_, k) =>
      days.map((date) => flatBar(stock(k), date, 100)),
    ).flat();
    const { refusals, summaries } = await readFiles(fileOf('prices', ...rows));
    expect(refusals).toHaveLength(40);
    expect(summaries[0]).toMatchObject({ refused: { COPIED_DAY: 40 } });
  });
});

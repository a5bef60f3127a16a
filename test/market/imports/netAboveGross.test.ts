import { afterEach, describe, expect, test } from '@jest/globals';
import { csv, readFiles, removeFolders, ticker } from '../../support/market/folder.js';

const HEADER = 'ticker,period_end,period,published_on,source,months,basis,metric,value';

/** A gross and a net share of bad loans, of which the net one is too high, as columns that the two rows may share. */
interface Row {
  readonly ticker?: string;
  readonly end?: string;
  readonly period?: string;
  readonly published?: string;
  readonly source?: string;
  readonly months?: string;
  readonly basis?: string;
}
const row = (metric: string, value: number, given: Row = {}) => {
  const { ticker: of = 'SBIN', end = '2024-03-31', period = 'ANNUAL' } = given;
  const { published = '2024-05-15', source = '', months = '', basis = '' } = given;
  return [of, end, period, published, source, months, basis, metric, value].join(',');
};
const gross = (value: number, given?: Row) => row('gnpa_pct', value, given);
const net = (value: number, given?: Row) => row('nnpa_pct', value, given);

const read = (...rows: readonly string[]) => readFiles({ 'statements.csv': csv(HEADER, ...rows) });
const refusedLines = async (...rows: readonly string[]) => {
  const { refusals } = await read(...rows);
  expect(new Set(refusals.map(({ rule }) => rule)).size).toBeLessThanOrEqual(1);
  return refusals.map(({ line, rule }) => `${rule} ${line}`);
};
const REFUSED = ['NET_ABOVE_GROSS 2', 'NET_ABOVE_GROSS 3'];

afterEach(removeFolders);

describe('NET_ABOVE_GROSS', () => {
  test('refuses both rows of a file, and takes the others', async () => {
    const { refusals, summaries, market } = await read(gross(2, {}), row('sales', 100), net(2.01, {}));
    const refused = { file: 'statements.csv', column: 'value', rule: 'NET_ABOVE_GROSS' };
    expect(refusals).toEqual([
      {
        ...{ ...refused, line: 2, value: '2' },
        reason: 'expected at least the nnpa_pct of the same period and source, 2.01',
      },
      {
        ...{ ...refused, line: 4, value: '2.01' },
        reason: 'expected at most the gnpa_pct of the same period and source, 2',
      },
    ]);
    expect(summaries).toMatchObject([{ rows: 3, refused: { NET_ABOVE_GROSS: 2 } }]);
    expect(market.statements.get(ticker('SBIN'))).toHaveLength(1);
  });

  test('takes a net that is equal, or lower, in any order', async () => {
    expect(await refusedLines(net(2), gross(2))).toEqual([]);
    expect(await refusedLines(gross(0), net(0))).toEqual([]);
    expect(await refusedLines(net(0.5), gross(2))).toEqual([]);
  });

  test.each<Row>([
    { period: 'QUARTER' },
    { period: 'POINT' },
    { source: 'SECONDARY' },
    { basis: 'STANDALONE' },
    { months: '15' },
    { published: '' },
  ])('compares rows that have %p in common', async (given) => {
    expect(await refusedLines(net(3, given), gross(2, given))).toEqual(REFUSED);
  });

  test.each<readonly [Row, Row]>([
    [{ ticker: 'SBIN' }, { ticker: 'PNB' }],
    [{ end: '2024-03-31' }, { end: '2023-03-31' }],
    [{ period: 'ANNUAL' }, { period: 'QUARTER' }],
    [{ source: 'PRIMARY' }, { source: 'SECONDARY' }],
    [{ basis: 'CONSOLIDATED' }, { basis: 'STANDALONE' }],
    [{ basis: 'CONSOLIDATED' }, { basis: '' }],
    [{ months: '12' }, { months: '15' }],
  ])('does not compare rows of %p and %p', async (one, other) => {
    expect(await refusedLines(net(3, one), gross(2, other))).toEqual([]);
  });

  test('compares what counts on one day, whenever it was published', async () => {
    expect(await refusedLines(gross(2), net(3, { published: '2024-06-20' }))).toEqual(REFUSED);
    expect(await refusedLines(gross(2, { published: '2024-06-20' }), net(3))).toEqual(REFUSED);
  });

  test('does not compare a version with one that was replaced before it', async () => {
    const later = { published: '2024-09-01' };
    expect(await refusedLines(gross(2), net(1), gross(4, later), net(3, later))).toEqual([]);
    expect(await refusedLines(gross(4), net(3), gross(2, later), net(1, later))).toEqual([]);
  });

  test('refuses every row of a file that takes part', async () => {
    const later = { published: '2024-09-01' };
    expect(await refusedLines(gross(2), net(3), gross(2.5, later), net(1, { end: '2023-03-31' }))).toEqual([
      ...REFUSED,
      'NET_ABOVE_GROSS 4',
    ]);
  });
});

import { afterEach, describe, expect, test } from '@jest/globals';
import {
  csv,
  HEADER,
  readFiles,
  refusalOfFiles,
  removeFolders,
  ticker,
  type Name,
} from '../../support/market/folder.js';

const NAMES = Object.keys(HEADER) as Name[];
const ONLY_REQUIRED = {
  companies: 'ticker, name',
  prices: 'ticker, date, open, high, low, close, volume',
  indices: 'index, date, open, high, low, close',
  actions: 'ticker, ex_date, kind, new_shares, old_shares',
  fundamentals: 'ticker, period_end',
  statements: 'ticker, period_end, period, metric, value',
  shareholding: 'ticker, quarter_end, promoter_pct',
  events: 'ticker, date, kind',
  holidays: 'date, kind',
  withdrawals: 'dataset, reason',
} as const satisfies Record<Name, string>;

const expectedColumns = (name: Name) => {
  const optional = HEADER[name].split(',').slice(ONLY_REQUIRED[name].split(', ').length);
  return (
    `Expected the columns ${ONLY_REQUIRED[name]}` +
    (optional.length > 0 ? ` and, as wanted, ${inOrderOfFormat(name, optional).join(', ')}` : '')
  );
};
/** The format names some optional columns in another order than the header of these tests. */
const inOrderOfFormat = (name: Name, optional: readonly string[]) =>
  name === 'fundamentals' || name === 'shareholding' || name === 'statements'
    ? ['published_on', 'source', ...optional.filter((one) => one !== 'published_on' && one !== 'source')]
    : optional;

afterEach(removeFolders);

describe.each(NAMES)('the header of %s', (name) => {
  const file = `${name}.csv`;
  const refusal = (header: string) => refusalOfFiles({ [file]: csv(header) });

  test.each(ONLY_REQUIRED[name].split(', '))('must hold %s', async (column) => {
    const rest = HEADER[name].split(',').filter((one) => one !== column);
    expect(await refusal(rest.join(','))).toBe(
      `UserError: ${file}: expected the column ${column}, got ${rest.join(', ')}. The file was refused whole.`,
    );
  });

  test('must hold no unknown column', async () => {
    expect(await refusal(`${HEADER[name]},isbn`)).toBe(
      `UserError: ${file}: column "isbn" is unknown. ${expectedColumns(name)}. The file was refused whole.`,
    );
  });

  test('must hold no column twice', async () => {
    const [first] = HEADER[name].split(',');
    expect(await refusal(`${HEADER[name]},${first}`)).toBe(
      `UserError: ${file}: column "${first}" stands twice. ${expectedColumns(name)}. The file was refused whole.`,
    );
  });

  test('must be there', async () => {
    for (const content of ['', '\n\n', '\uFEFF']) {
      expect(await refusalOfFiles({ [file]: content })).toBe(
        `UserError: ${file} is empty: expected a header row with ${ONLY_REQUIRED[name]}.`,
      );
    }
  });

  test('needs no optional column', async () => {
    const { summaries } = await readFiles({ [file]: csv(ONLY_REQUIRED[name].replaceAll(', ', ',')) });
    expect(summaries).toEqual([{ file, rows: 0, refused: {}, flagged: {} }]);
  });
});

describe('a header', () => {
  test('names every column that is missing', async () => {
    expect(await refusalOfFiles({ 'prices.csv': csv('ticker,date,close', 'INFY,2024-10-04,1') })).toBe(
      'UserError: prices.csv: expected the columns open, high, low, volume, got ticker, date, close. ' +
        'The file was refused whole.',
    );
  });

  test.each([
    ['Ticker,name', 'Ticker'],
    ['ticker, name', ' name'],
    ['ticker,name,', ''],
    ['ticker;name', 'ticker;name'],
  ])('is taken as it is written: %s', async (header, column) => {
    const message = await refusalOfFiles({ 'companies.csv': csv(header, 'INFY,Infosys') });
    expect(message).toContain(`companies.csv: column "${column}" is unknown.`);
  });

  test('is refused with many rows behind it too', async () => {
    const content = `ticker,name,foo\n${'INFY,Infosys,x\n'.repeat(200_000)}`;
    const message = await refusalOfFiles({ 'companies.csv': content });
    expect(message).toContain('UserError: companies.csv: column "foo" is unknown.');
  });

  test('may have its columns in any order, and be quoted', async () => {
    const rows = ['name,"ticker"', '"Larsen & Toubro, Limited",LT'];
    const { market } = await readFiles({ 'companies.csv': csv(...rows) });
    expect(market.companies.get(ticker('LT'))?.name).toBe('Larsen & Toubro, Limited');
  });
});

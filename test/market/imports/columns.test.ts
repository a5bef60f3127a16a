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
  actions: 'ticker, ex_date, kind',
  fundamentals: 'ticker, period_end',
  statements: 'ticker, period_end, period, metric, value',
  shareholding: 'ticker, quarter_end, promoter_pct',
  events: 'ticker, date, kind',
  holidays: 'date, kind',
  symbols: 'ticker, former, until',
  classifications: 'ticker, from, industry',
  filings: 'ticker, exchange, category, filed_at, subject',
  intelligence: 'type, title, date, source, tickers',
  withdrawals: 'dataset, reason',
} as const satisfies Record<Name, string>;

/** The optional columns, in the order in which messages name them. */
const OPTIONAL: Readonly<Record<Name, string>> = {
  companies: 'isin, industry, basic_industry, sector_group, listed_on, face_value, website',
  prices: 'value, series',
  indices: '',
  actions: 'new_shares, old_shares, price, factor, detail',
  fundamentals:
    'published_on, source, roe_3y, roce_3y, eps_cagr_3y, sales_cagr_3y, pe, ev_ebitda, opm_stdev_12q, roa_3y, ' +
    'gnpa_pct, pcr_pct, nim_3y',
  statements: 'published_on, source, months, basis, adjusted_to',
  shareholding: 'published_on, source, pledged_pct, fii_pct, dii_pct',
  events: 'announced_on, detail',
  holidays: 'name',
  symbols: '',
  classifications: 'basic_industry, sector_group',
  filings: 'period_end, url, hash',
  intelligence: 'published_on, text, url',
  withdrawals: 'ticker, index, date, kind, period, metric, basis, months, published_on, lifted',
};

const expectedColumns = (name: Name) =>
  `Expected the columns ${ONLY_REQUIRED[name]}` +
  (OPTIONAL[name] === '' ? '' : ` and, as wanted, ${OPTIONAL[name]}`);

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

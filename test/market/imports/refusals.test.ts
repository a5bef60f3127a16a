import { afterEach, describe, test } from '@jest/globals';
import { HEADER, removeFolders, type Name } from '../../support/market/folder.js';
import { companies, expectAccepted, expectRefused, rowOf } from '../../support/market/rows.js';
import { shown } from '../../../src/shown.js';

const NAMES = Object.keys(HEADER) as Name[];
const REQUIRED: Readonly<Record<Name, number>> = {
  companies: 2,
  prices: 7,
  indices: 6,
  actions: 5,
  fundamentals: 2,
  statements: 5,
  shareholding: 3,
  events: 3,
  holidays: 2,
  symbols: 3,
  classifications: 3,
  filings: 5,
  intelligence: 5,
  withdrawals: 2,
};
/** Columns that only some rows need, as that of these tests does: withdrawals.test.ts has the others. */
const NEEDED: readonly string[] = ['ticker', 'date', 'period', 'metric', 'lifted'];
const columnsOf = (name: Name) => HEADER[name].split(',');
const pairs = (pick: (name: Name) => readonly string[]) =>
  NAMES.flatMap((name) => pick(name).map((column) => [name, column] as const));

const isDate = (column: string) => /date$|_end$|_on$|^from$|^until$/.test(column);
const TEXT = [
  'ticker',
  'former',
  'name',
  'isin',
  'industry',
  'basic_industry',
  'sector_group',
  'index',
  'kind',
  'source',
  'period',
  'metric',
];
const FREE_TEXT = ['name', 'isin', 'industry', 'sector_group', 'index', 'detail'];
const MORE_TEXT = [
  'detail',
  'dataset',
  'reason',
  'basis',
  'lifted',
  'type',
  'title',
  'tickers',
  'text',
  'url',
  'exchange',
  'category',
  'filed_at',
  'subject',
  'hash',
];
const isNumber = (column: string) => !isDate(column) && ![...TEXT, ...MORE_TEXT].includes(column);

afterEach(removeFolders);

test('the rows of these tests are right', async () => {
  for (const name of NAMES) await expectAccepted(name, {});
});

describe('FIELD_COUNT', () => {
  test.each(NAMES)('%s: a field too few, a field too many', async (name) => {
    const width = columnsOf(name).length;
    const right = rowOf(name);
    const refused = (row: string, got: number) =>
      expectRefused(name, row, {
        column: '',
        value: row,
        rule: 'FIELD_COUNT',
        reason: `expected ${width} fields as in the header, got ${got}`,
      });
    await refused(`${right},`, width + 1);
    await refused(right.slice(0, right.lastIndexOf(',')), width - 1);
    await refused('SBIN', 1);
  });
});

describe('EMPTY', () => {
  test.each(pairs((name) => columnsOf(name).slice(0, REQUIRED[name])))(
    '%s needs a %s',
    async (name, column) => {
      const reason = 'expected a value';
      await expectRefused(name, { [column]: '' }, { column, value: '', rule: 'EMPTY', reason });
    },
  );

  const optionalOf = (name: Name) =>
    columnsOf(name)
      .slice(REQUIRED[name])
      .filter((column) => name !== 'withdrawals' || !NEEDED.includes(column));
  test.each(pairs(optionalOf))('%s needs no %s', async (name, column) => {
    await expectAccepted(name, { [column]: '' });
  });
});

describe('NOT_A_NUMBER', () => {
  const rule = 'NOT_A_NUMBER';
  const reason = 'expected a plain decimal number, without exponent, separators or blanks';

  test.each(pairs((name) => columnsOf(name).filter(isNumber)))('%s: %s', async (name, column) => {
    await expectRefused(name, { [column]: 'n/a' }, { column, value: 'n/a', rule, reason });
  });

  test.each([
    '1e2',
    '1E2',
    '1,000',
    ' 100',
    '100 ',
    '1 000',
    '+100',
    '--100',
    '.5',
    '5.',
    '1.2.3',
    '0x64',
    '₹100',
    '100%',
    '١٠٠',
    '１００',
    'NaN',
    'Infinity',
    '-Infinity',
    'null',
    '-',
    '9'.repeat(400), // more than a double holds
  ])('"%s" is none', async (value) => {
    const refused = { value: shown(value), rule, reason } as const;
    await expectRefused('prices', { volume: value }, { column: 'volume', ...refused });
    await expectRefused('fundamentals', { roe_3y: value }, { column: 'roe_3y', ...refused });
  });

  test.each(['100', '0', '007', '100.050', '123456789012345.67'])('"%s" is one', async (value) => {
    await expectAccepted('prices', { volume: value });
  });

  test.each(['-0', '-0.18', '-12'])('"%s" is one, where less than 0 has a meaning', async (value) => {
    await expectAccepted('fundamentals', { roe_3y: value });
  });
});

describe('NOT_EXACT', () => {
  const rule = 'NOT_EXACT';
  const large = '1000000000000000.1';
  const long = '0.1000000000000000055511151231257827';
  const beyond = 'expected a number from -1e15 to 1e15: check its unit';
  const nearest = (value: number) =>
    `expected a number that a double holds to its last digit, the nearest one is ${value}: give at most 15 digits`;

  test.each(pairs((name) => columnsOf(name).filter(isNumber)))('%s: %s', async (name, column) => {
    await expectRefused(name, { [column]: large }, { column, value: large, rule, reason: beyond });
    await expectRefused(name, { [column]: long }, { column, value: long, rule, reason: nearest(0.1) });
  });

  test.each([
    ['1000000000000001', beyond],
    ['-1000000000000000.5', beyond],
    ['9'.repeat(60), beyond],
    ['123456789012345.678', nearest(123456789012345.67)],
    ['-0.30000000000000001', nearest(-0.3)],
    [`0.${'0'.repeat(400)}1`, nearest(0)],
  ])('"%s"', async (value, reason) => {
    const refused = { column: 'roe_3y', value: shown(value), rule, reason } as const;
    await expectRefused('fundamentals', { roe_3y: value }, refused);
  });

  test.each(['1000000000000000', '-1000000000000000.000', '0.1', '0.10000000000000000000', '1.10', '-0'])(
    '"%s" is exact',
    async (value) => {
      await expectAccepted('fundamentals', { roe_3y: value });
    },
  );
});

describe('CONTROL_CHARACTER', () => {
  const texts = pairs((name) => columnsOf(name).filter((column) => FREE_TEXT.includes(column)));
  const refused = (column: string, value: string, code: string, place: number) =>
    ({
      column,
      value: shown(value),
      rule: 'CONTROL_CHARACTER',
      reason: `expected a text without control and invisible characters, got ${code} as character ${place}: remove it`,
    }) as const;

  test.each(texts)('%s: %s', async (name, column) => {
    await expectRefused(name, { [column]: 'Tata\x07' }, refused(column, 'Tata\x07', 'U+0007', 5));
  });

  test.each([
    ['\t', 'U+0009'],
    ['\n', 'U+000A'],
    ['\r', 'U+000D'],
    ['\x1b[2J', 'U+001B'],
    ['\x7f', 'U+007F'],
    ['\x85', 'U+0085'],
    ['\u00ad', 'U+00AD'], // a soft hyphen
    ['\u200b', 'U+200B'], // a blank without width
    ['\u202e', 'U+202E'], // what follows is shown from right to left
    ['\u2028', 'U+2028'], // a line separator
    ['\u2066', 'U+2066'],
    ['\u3164', 'U+3164'], // a letter that is shown as nothing
    ['\ufe0f', 'U+FE0F'], // a variation selector
    ['\ufeff', 'U+FEFF'],
    ['\u{e0041}', 'U+E0041'], // a tag
  ])('%j', async (character, code) => {
    for (const value of [`Tata${character}`, `${character}Tata`, `Ta${character}ta`]) {
      const place = value.indexOf(character) + 1;
      await expectRefused('companies', { name: value }, refused('name', value, code, place));
    }
  });

  test('characters are counted as they are seen, not in the units of UTF-16', async () => {
    await expectRefused('companies', { name: '𝄞\x07' }, refused('name', '𝄞\x07', 'U+0007', 2));
  });

  test.each(['रिलायंस', 'L&T "Finance"; (India)', 'Crédit – naïve', 'A\u00a0B', '日本', '₹ 100', ' A  B '])(
    'a text of other characters goes in: %s',
    async (name) => {
      await expectAccepted('companies', { name });
    },
  );
});

describe('NOT_A_DATE', () => {
  const rule = 'NOT_A_DATE';
  const reason = 'expected a date such as 2024-10-08';

  test.each(pairs((name) => columnsOf(name).filter(isDate)))('%s: %s', async (name, column) => {
    const value = '2024-02-30';
    await expectRefused(name, { [column]: value }, { column, value, rule, reason });
  });

  test.each([
    '04-10-2024',
    '04/10/2024',
    '2024-10-4',
    '20241004',
    '2024-10-04T00:00:00',
    ' 2024-10-04',
    'today',
  ])('"%s" is none', async (value) => {
    await expectRefused('prices', { date: value }, { column: 'date', value, rule, reason });
  });
});

describe('NOT_A_TICKER', () => {
  const rule = 'NOT_A_TICKER';
  const reason = 'expected a ticker such as RELIANCE or RELIANCE.NS';

  test.each(NAMES.filter((name) => columnsOf(name).includes('ticker')))('%s', async (name) => {
    const refused = { column: 'ticker', value: 'STATE BANK', rule, reason } as const;
    await expectRefused(name, { ticker: 'STATE BANK' }, refused);
  });

  test.each(['SBIN.XX', '.NS', ' SBIN', 'A23456789012345678901'])('"%s" is none', async (value) => {
    await expectRefused('prices', { ticker: value }, { column: 'ticker', value, rule, reason });
  });
});

describe('UNKNOWN_TICKER', () => {
  const known = companies('INFY', 'TCS.NS');

  const ofKnown = NAMES.filter((name) => name !== 'companies' && name !== 'symbols');

  test.each(ofKnown.filter((name) => columnsOf(name).includes('ticker')))(
    '%s: a ticker that companies.csv does not list, as it was written',
    async (name) => {
      const refused = {
        column: 'ticker',
        value: 'sbin',
        rule: 'UNKNOWN_TICKER',
        reason: 'expected a ticker that companies.csv lists',
      } as const;
      await expectRefused(name, { ticker: 'sbin' }, refused, known);
      await expectAccepted(name, { ticker: 'sbin' }, companies('INFY', 'TCS', 'SBIN.NS'));
    },
  );

  test('symbols: a ticker that is of no company, by whichever symbol it is listed', async () => {
    const reason = 'expected a ticker that companies.csv lists, or the former symbol of one';
    const refused = { column: 'ticker', value: 'SBIN.NS', rule: 'UNKNOWN_TICKER', reason } as const;
    await expectRefused('symbols', { ticker: 'sbin' }, refused, known);
    await expectAccepted('symbols', { ticker: 'sbin' }, companies('INFY', 'TCS', 'SBIN'));
    await expectAccepted('symbols', { ticker: 'sbin', former: 'sbi' }, companies('INFY', 'TCS', 'SBI'));
  });

  test('the same symbol on another exchange is another ticker', async () => {
    const reason = 'expected a ticker that companies.csv lists';
    const refused = { column: 'ticker', value: 'INFY.BO', rule: 'UNKNOWN_TICKER', reason } as const;
    await expectRefused('prices', { ticker: 'INFY.BO' }, refused, known);
  });

  test('nothing is unknown where no companies.csv says what is known', async () => {
    await expectAccepted('prices', { ticker: 'NEWCO' });
  });

  test('a company whose own row was refused is unknown', async () => {
    const files = { 'companies.csv': 'ticker,name\nINFY,Infosys\nTCS,Tata Consultancy\nSBIN,\n' };
    const reason = 'expected a ticker that companies.csv lists';
    await expectRefused(
      'prices',
      {},
      { column: 'ticker', value: 'SBIN', rule: 'UNKNOWN_TICKER', reason },
      files,
    );
  });
});

describe('UNKNOWN_VALUE', () => {
  const METRICS =
    'sales, eps, net_profit, equity, total_assets, roe, roce, roa, nim, opm, gnpa_pct, nnpa_pct, pcr_pct, ' +
    'ev_ebitda, pe, market_cap_cr, shares_cr, operating_profit, interest, depreciation, tax, cash_from_operations, debt';
  const ACTIONS = 'SPLIT, BONUS, CONSOLIDATION, RIGHTS, DEMERGER, SPECIAL_DIVIDEND';
  const EVENTS = 'RESULTS, BOARD_MEETING, AUDITOR_QUALIFICATION, AUDITOR_RESIGNATION, BOARD_RESIGNATION';

  test.each([
    ['actions', 'kind', 'DIVIDEND', ACTIONS],
    ['actions', 'kind', 'split', ACTIONS],
    ['fundamentals', 'source', 'SCREENER', 'PRIMARY, SECONDARY'],
    ['statements', 'source', 'primary', 'PRIMARY, SECONDARY'],
    ['statements', 'period', 'HALF_YEAR', 'POINT, QUARTER, ANNUAL'],
    ['statements', 'metric', 'ebitda', METRICS],
    ['statements', 'metric', 'sales ', METRICS],
    ['shareholding', 'source', '?', 'PRIMARY, SECONDARY'],
    ['events', 'kind', 'DIVIDEND', EVENTS],
    ['holidays', 'kind', 'CLOSED', 'HOLIDAY, SESSION'],
  ] as const)('%s: %s is not %s', async (name, column, value, allowed) => {
    const reason = `expected one of ${allowed}`;
    await expectRefused(name, { [column]: value }, { column, value, rule: 'UNKNOWN_VALUE', reason });
  });

  test.each([
    ['actions', 'kind', ['SPLIT', 'BONUS']],
    ['statements', 'period', ['POINT', 'QUARTER', 'ANNUAL']],
    ['statements', 'metric', METRICS.split(', ')],
    ['statements', 'source', ['PRIMARY', 'SECONDARY', '']],
    ['events', 'kind', EVENTS.split(', ')],
    ['holidays', 'kind', ['HOLIDAY', 'SESSION']],
  ] as const)('%s: every %s of the format is known', async (name, column, values) => {
    for (const value of values) await expectAccepted(name, { [column]: value });
  });
});

test('a row that is wrong in several fields is refused once, for the first of them', async () => {
  const row = { date: 'x', open: '-1', close: '?' };
  const reason = 'expected a date such as 2024-10-08';
  await expectRefused('prices', row, { column: 'date', value: 'x', rule: 'NOT_A_DATE', reason });
});

import { describe, expect, test } from '@jest/globals';
import { REPORT_KINDS } from '../../../src/companies/reports/names.js';
import type { ReportRequest } from '../../../src/companies/reports/reportRequest.js';
import { requireReport } from '../../../src/companies/reports/store/requireReport.js';
import { usualTitle } from '../../../src/companies/reports/store/usualTitle.js';
import { dayOf } from '../../../src/market/day.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

const TODAY = '2026-07-01' as IsoDate;
const TICKER = 'ALPHA.NS' as Ticker;
const INPUTS = { ticker: TICKER, sector: 'metals', portfolio: { id: 3, text: 'UG9ydGZvbGlvOjM=' } };

const REQUEST: ReportRequest = {
  ...{ kind: 'COMPANY', title: null, ticker: TICKER, sector: null, portfolio: null },
  ...{ on: null, formats: ['HTML'] },
};
const check = (change: Partial<ReportRequest>) => requireReport({ ...REQUEST, ...change }, dayOf(TODAY));

describe('inputs', () => {
  const none = { ticker: null, sector: null, portfolio: null };
  const takers = {
    COMPANY: ['ticker'],
    PEERS: ['ticker', 'sector'],
    SECTOR: ['sector'],
    PORTFOLIO: ['portfolio'],
  };
  // All sets of inputs: only exactly one that the kind takes is accepted.
  const sets = Array.from({ length: 8 }, (_, bits) =>
    Object.keys(INPUTS).filter((_name, k) => (bits >> k) % 2 === 1),
  );
  test.each(REPORT_KINDS.flatMap((kind) => sets.map((set) => [kind, set] as const)))(
    'of %s: %j',
    (kind, names) => {
      const given = Object.fromEntries(Object.entries(INPUTS).filter(([name]) => names.includes(name)));
      const asked = () => check({ kind, ...none, ...given });
      if (names.length === 1 && takers[kind].includes(names[0])) expect(asked()).toMatchObject(given);
      else expect(asked).toThrow(`of a ${kind} report, and nothing else, got `);
    },
  );

  test('are named where they are refused', () => {
    expect(() => check({ kind: 'PEERS', sector: 'metals' })).toThrow(
      'Expected ticker or sector of a PEERS report, and nothing else, got ticker and sector: give input.ticker or ' +
        'input.sector alone.',
    );
    expect(() => check({ ticker: null })).toThrow('got none: give input.ticker alone.');
  });
});

describe('the day', () => {
  test('is today in India where there is none', () => expect(check({}).on).toBe(TODAY));
  test.each(['1990-01-01', '2024-02-29', TODAY])('may be %s', (on) => expect(check({ on }).on).toBe(on));
  test.each([
    ['2026-07-02', 'Expected on up to today in India (2026-07-01), got 2026-07-02: leave it out'],
    ['9999-12-31', 'Expected on up to today in India'],
    ['1989-12-31', 'Expected on from 1990-01-01 on, got 1989-12-31: the store has no older market.'],
    ['1800-01-01', 'Expected on from 1990-01-01 on'],
    ['2026-02-29', 'Expected a date such as 2024-10-08, got "2026-02-29": write it as YYYY-MM-DD.'],
    ['', 'got ""'],
    ['2026-07-01T00:00:00Z', 'Expected a date such as'],
    ['\u0662026-07-01', 'Expected a date such as'],
  ])('may not be %j', (on, message) => expect(() => check({ on })).toThrow(message));
});

describe('the title', () => {
  test.each(['A', '  A ', 'ஆண்டு 2026 – “क़” 📈', 'x'.repeat(200), '<script>alert(1)</script>', '=1+1'])(
    'may be %j',
    (title) => expect(check({ title }).title).toBe(title.trim()),
  );
  test.each([
    '',
    ' ',
    'x'.repeat(201),
    'a\nb',
    'a\tb',
    'a\0b',
    'a\u202eb',
    'a\ud800',
    'a\u2028b',
    '\u001b[2J',
  ])('may not be %j', (title) =>
    expect(() => check({ title })).toThrow(/^Expected the name of a report to have 1 to 200 /),
  );
  test('says what a report is about, also where that has a long name', () => {
    expect(usualTitle('COMPANY', TICKER, TODAY)).toBe('ALPHA.NS: company report as of 2026-07-01');
    expect(Array.from(usualTitle('PORTFOLIO', '📈'.repeat(500), TODAY)).length).toBeLessThanOrEqual(200);
  });
});

describe('formats', () => {
  test('are in one order', () =>
    expect(check({ formats: ['JSON', 'HTML', 'CSV'] }).formats).toEqual(['HTML', 'CSV', 'JSON']));
  test.each([[[]], [['CSV', 'CSV']], [Array.from({ length: 100_000 }, () => 'HTML')]])(
    'are different ones',
    (formats) =>
      expect(() => check({ formats: formats as ReportRequest['formats'] })).toThrow(
        /^Expected 1 to 3 different formats, got [A-Zn]/,
      ),
  );
});

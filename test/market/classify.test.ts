import { describe, expect, test } from '@jest/globals';
import { classify, OLDEST_DAY } from '../../src/market/classify.js';
import type { Classification, Company } from '../../src/market/facts.js';
import { parseSectors } from '../../src/market/sectors.js';
import { day, ticker } from '../support/market/folder.js';

const sectors = parseSectors(
  `
groups: { banks: Banks, nbfcs: Lenders, it: IT, energy: Energy }
basic_industries: { Private Sector Bank: banks, Housing Finance Company: nbfcs }
industries: { Software: it, Power: energy }
tickers: { LINED: nbfcs }
`,
  'sectors.yaml',
);

type Texts = Partial<Pick<Company, 'industry' | 'basicIndustry' | 'sectorGroup'>>;
const NOTHING = { industry: '', basicIndustry: '', sectorGroup: '' };
const company = (texts: Texts, symbol = 'AAA'): Company => ({
  ...{ ticker: ticker(symbol), name: symbol, isin: '' },
  ...NOTHING,
  ...texts,
});
const row = (from: string, texts: Texts, ofCompany = false): Classification => ({
  ...{ ticker: ticker('AAA'), from: day(from), ofCompany },
  ...NOTHING,
  ...texts,
});
const on = (date: string, of: Company, rows: readonly Classification[] = []) =>
  classify(of, rows, day(date), sectors);
const groupOn = (...given: Parameters<typeof on>) => {
  const found = on(...given);
  return 'group' in found ? found.group : found.reason;
};

describe('the sector group of a day is', () => {
  const moved = [row('2024-04-01', { industry: 'Power' }), row('2022-04-01', { industry: 'Software' })];

  test('that of the newest row up to the day, and before all rows that of the oldest', () => {
    const software = company({ industry: 'Nothing' });
    expect(on('2024-04-01', software, moved)).toEqual({
      ...{ group: 'energy', industry: 'Power', basicIndustry: '' },
      ...{ from: day('2024-04-01'), countsBackwards: false },
    });
    expect(groupOn('2024-03-31', software, moved)).toBe('it');
    expect(on('2019-01-01', software, moved)).toMatchObject({
      ...{ group: 'it', industry: 'Software', from: day('2022-04-01'), countsBackwards: true },
    });
  });

  test("that of a row's sector_group, before its basic industry, before its industry", () => {
    const rows = (texts: Texts) => [row('2020-01-01', { industry: 'Power', ...texts })];
    const basicIndustry = 'Private Sector Bank';
    expect(groupOn('2024-01-01', company({}), rows({ basicIndustry, sectorGroup: 'it' }))).toBe('it');
    expect(groupOn('2024-01-01', company({}), rows({ basicIndustry }))).toBe('banks');
    expect(groupOn('2024-01-01', company({}), rows({ basicIndustry: 'Other' }))).toBe('energy');
  });

  test("a row's, before all that companies.csv and the sector file say of the company", () => {
    const lined = company({ sectorGroup: 'it' }, 'LINED');
    expect(groupOn('2024-01-01', lined, [row('2020-01-01', { industry: 'Power' })])).toBe('energy');
  });

  test('not of a row that maps to nothing: the next level counts', () => {
    const rows = [row('2020-01-01', { industry: 'Nothing', basicIndustry: 'Nothing' })];
    expect(groupOn('2024-01-01', company({ industry: 'Software' }), rows)).toBe('it');
    expect(groupOn('2024-01-01', company({ industry: 'Software' }, 'LINED'), rows)).toBe('nbfcs');
  });

  test('none where a row names a group that does not exist', () => {
    const rows = [row('2020-01-01', { industry: 'Power', sectorGroup: 'enery' })];
    expect(groupOn('2024-01-01', company({ industry: 'Software' }), rows)).toBe(
      'sector group "enery" is not among those of the sector file',
    );
  });

  test("that of companies.csv's sector_group, of the ticker's line, of the basic industry, of the industry", () => {
    const all = { sectorGroup: 'it', basicIndustry: 'Private Sector Bank', industry: 'Power' };
    expect(groupOn('2024-01-01', company(all, 'LINED'))).toBe('it');
    expect(groupOn('2024-01-01', company({ ...all, sectorGroup: '' }, 'LINED'))).toBe('nbfcs');
    expect(groupOn('2024-01-01', company({ ...all, sectorGroup: '' }))).toBe('banks');
    expect(groupOn('2024-01-01', company({ industry: 'Power' }))).toBe('energy');
    expect(on('2024-01-01', company({ industry: 'Power' }))).toMatchObject({
      from: NaN,
      countsBackwards: false,
    });
  });

  test('that of what companies.csv said on the day, where it was changed since', () => {
    const rows = [
      { ...row('2024-04-01', { industry: 'Power' }, true), from: OLDEST_DAY, industry: 'Software' },
      row('2024-04-01', { industry: 'Power' }, true),
    ];
    const now = company({ industry: 'Power' });
    expect(on('2024-03-31', now, rows)).toMatchObject({ group: 'it', industry: 'Software', from: NaN });
    expect(on('2024-04-01', now, rows)).toMatchObject({ group: 'energy', from: day('2024-04-01') });
    // It stays below the ticker's line, and below a row of classifications.csv.
    expect(on('2024-04-01', company({ industry: 'Power' }, 'LINED'), rows)).toMatchObject({
      group: 'nbfcs',
      from: NaN,
    });
    expect(groupOn('2024-04-01', now, [...rows, row('2024-05-01', { industry: 'Software' })])).toBe('it');
  });
});

describe('a company without a group', () => {
  const advice = '; give it a basic_industry that has one, or a sector_group, in companies.csv';

  test.each([
    [{ industry: 'Financial Services' }, 'industry "Financial Services" has no line in the sector file'],
    [
      { industry: 'Financial Services', basicIndustry: 'Bank' },
      'neither basic industry "Bank" nor industry "Financial Services" has a line in the sector file',
    ],
    [{}, 'no industry is given, and the ticker has no line in the sector file'],
  ])('is told what it lacks: %j', (texts, reason) => {
    expect(groupOn('2024-01-01', company(texts))).toBe(`no sector group: ${reason}${advice}`);
  });
});

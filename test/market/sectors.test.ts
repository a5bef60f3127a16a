import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Company } from '../../src/market/facts.js';
import { parseSectors } from '../../src/market/sectors.js';
import { loadSectors } from '../support/market/loadSectors.js';
import { refusalOf, removeFolders, ticker, writeFolder } from '../support/market/folder.js';

const FILE = `
groups: { banks: Private-sector banks, psu_banks: Public-sector banks, energy: Energy }
industries: { Power: energy, Financial Services: banks }
tickers: { SBIN: psu_banks, 500112.BO: energy }
`;

const company = (name: string, industry = '', sectorGroup = ''): Company => ({
  ticker: ticker(name),
  name,
  isin: '',
  industry,
  basicIndustry: '',
  sectorGroup,
});

function refusalOfText(text: string): string {
  try {
    parseSectors(text, 'sectors.yaml');
  } catch (error) {
    return String(error);
  }
  return 'nothing was refused';
}

afterEach(removeFolders);

describe('a company belongs to', () => {
  const sectors = parseSectors(FILE, 'sectors.yaml');

  test('the sector group of companies.csv, before its ticker’s line and its industry’s', () => {
    expect(sectors.groupOf(company('SBIN', 'Power', 'banks'))).toEqual({ group: 'banks' });
  });

  test('that of its ticker’s line, before its industry’s', () => {
    expect(sectors.groupOf(company('SBIN', 'Financial Services'))).toEqual({ group: 'psu_banks' });
    expect(sectors.groupOf(company('500112.BO'))).toEqual({ group: 'energy' });
  });

  test('a line without an exchange is one of NSE', () => {
    expect(sectors.groupOf(company('SBIN.BO'))).toHaveProperty('reason');
  });

  test('that of its industry’s line', () => {
    expect(sectors.groupOf(company('HDFCBANK', 'Financial Services'))).toEqual({ group: 'banks' });
  });

  test('none where nothing maps it, and the reason names what is missing', () => {
    expect(sectors.groupOf(company('A', 'Tea'))).toEqual({
      reason: 'no sector group: industry "Tea" has no line in the sector file',
    });
    expect(sectors.groupOf(company('A'))).toEqual({
      reason: 'no sector group: no industry is given, and the ticker has no line in the sector file',
    });
  });

  test('none where companies.csv names a group that does not exist: no other line stands in', () => {
    expect(sectors.groupOf(company('SBIN', 'Power', 'bank'))).toEqual({
      reason: 'sector group "bank" is not among those of the sector file',
    });
  });

  test('none by the names that every object has', () => {
    expect(sectors.groupOf(company('A', 'constructor'))).toHaveProperty('reason');
    expect(sectors.groupOf(company('A', '', 'constructor'))).toHaveProperty('reason');
  });
});

describe('a sector file is refused', () => {
  const framed = (problem: string) =>
    `UserError: The sector file sectors.yaml cannot be used:\n${problem}\nFix the file; nothing was scored.`;

  test.each([
    [
      'for a group that is not there',
      'groups: { it: IT }\nindustries: { Power: energy }\ntickers: { SBIN: banks }\n',
      '  industries.Power: "energy" is not among the groups\n  tickers.SBIN: "banks" is not among the groups',
    ],
    [
      'for a group that every object has',
      'groups: { it: IT }\nindustries: { Power: constructor }\ntickers: {}\n',
      '  industries.Power: "constructor" is not among the groups',
    ],
    [
      'for a line that is no ticker',
      'groups: { it: IT }\nindustries: {}\ntickers: { "A B": it }\n',
      '  tickers.A B: expected a ticker such as SBIN.NS',
    ],
  ])('%s', (_, text, problem) => {
    expect(refusalOfText(text)).toBe(framed(problem));
  });

  test.each([
    ['a missing part', 'groups: { it: IT }\nindustries: {}\n', 'tickers'],
    ['an unknown part', 'groups: { it: IT }\nindustries: {}\ntickers: {}\nsectors: {}\n', 'sectors'],
    ['a key that is none', 'groups: { It: IT }\nindustries: {}\ntickers: {}\n', 'groups.It'],
    ['what is no YAML', 'groups: [\n', 'line 2'],
    ['a line that stands twice', 'groups: { it: IT, it: Tech }\nindustries: {}\ntickers: {}\n', 'unique'],
    ['an empty file', '', 'object'],
  ])('for %s, naming it', (_, text, named) => {
    const message = refusalOfText(text);
    expect(message).toContain('UserError: The sector file sectors.yaml cannot be used:\n');
    expect(message).toContain(named);
  });
});

describe('the shipped sector file', () => {
  test('distinguishes state-owned banks and lenders by ticker', async () => {
    const sectors = await loadSectors();
    const groupOf = (name: string, industry: string) => sectors.groupOf(company(name, industry));
    // Method §11: SBIN is in psu_banks; the other lines are those of config/sectors.yaml.
    expect(groupOf('SBIN', 'Financial Services')).toEqual({ group: 'psu_banks' });
    expect(groupOf('HDFCBANK', 'Financial Services')).toEqual({ group: 'banks' });
    expect(groupOf('BAJFINANCE', 'Financial Services')).toEqual({ group: 'nbfcs' });
    expect(groupOf('INFY', 'Information Technology')).toEqual({ group: 'it' });
    for (const group of ['banks', 'psu_banks', 'nbfcs', 'it', 'fmcg', 'pharma', 'metals', 'energy']) {
      expect(sectors.groups.has(group)).toBe(true);
    }
    for (const group of ['auto_caps', 'diversified']) expect(sectors.groups.has(group)).toBe(true);
  });

  test('may be another one, and the message names the file that was expected', async () => {
    const folder = await writeFolder({ 'mine.yaml': FILE });
    const sectors = await loadSectors(join(folder, 'mine.yaml'));
    expect([...sectors.groups.keys()]).toEqual(['banks', 'psu_banks', 'energy']);
    expect(await refusalOf(loadSectors(join(folder, 'other.yaml')), folder)).toBe(
      'UserError: Expected a sector file at FOLDER/other.yaml, but it cannot be read: ' +
        'it does not exist, or a folder of its path does not (ENOENT): check the path.',
    );
  });
});

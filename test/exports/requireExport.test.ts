import { describe, expect, test } from '@jest/globals';
import type { ExportRequest } from '../../src/exports/exportRequest.js';
import { requireExport } from '../../src/exports/requireExport.js';
import type { IsoDate, Ticker } from '../../src/scoring/names.js';

const REQUEST: ExportRequest = {
  kind: 'SCORES',
  format: 'CSV',
  from: '2024-10-01' as IsoDate,
  to: '2024-10-08' as IsoDate,
  mode: null,
  method: null,
  tickers: null,
};
const given = (change: Partial<Record<keyof ExportRequest, unknown>>) =>
  requireExport({ ...REQUEST, ...change } as ExportRequest);

describe('requireExport', () => {
  test('returns what can be exported, with each ticker once', () => {
    expect(given({})).toEqual(REQUEST);
    expect(given({ from: '2024-10-08' }).from).toBe('2024-10-08');
    const tickers = ['A.NS', 'B.NS', 'A.NS'] as Ticker[];
    expect(given({ tickers, mode: 'TRADER', method: 'greyoak-1.0' }).tickers).toEqual(['A.NS', 'B.NS']);
  });

  test.each([
    [{ from: '2024-02-30' }, 'Expected a date such as 2024-10-08, got "2024-02-30".'],
    [{ to: 'x' }, 'Expected a date such as 2024-10-08, got "x".'],
    [
      { from: '2024-10-09' },
      'Expected a first day that is not after the last, got 2024-10-09 and 2024-10-08: swap them.',
    ],
    [
      { from: '1900-01-01' },
      'Expected at most 50 years in one export, got 1900-01-01 to 2024-10-08: ask for fewer.',
    ],
    [
      { kind: 'BARS', mode: 'TRADER' },
      'Expected no mode of BARS, which has none: leave it out, or export SCORES, SESSION.',
    ],
    [
      { kind: 'FACTS', method: 'greyoak-1.0' },
      'Expected no method of FACTS, which has none: leave it out, or export SCORES.',
    ],
    [
      { kind: 'MY_DATA', tickers: ['A.NS'] },
      'Expected no tickers of MY_DATA, which has none: leave it out, or export SCORES, FEATURES, BARS, FACTS, SESSION.',
    ],
    [{ tickers: [] }, 'Expected 1 to 20000 tickers, got 0: leave them out to export all stocks.'],
    [{ method: '' }, 'Expected the name of a method, got "".'],
    [{ method: 'a\u0000b' }, 'Expected the name of a method, got "a�b".'],
    [{ method: 'a\nb' }, 'Expected the name of a method, got "a�b".'],
  ])('refuses %j', (change, message) => {
    expect(() => given(change)).toThrow(message);
  });
});

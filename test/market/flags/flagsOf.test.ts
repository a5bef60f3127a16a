import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { FlagKind } from '../../../src/market/imports/refusal.js';
import type { ReadOptions } from '../../../src/market/imports/walkFolder.js';
import { fileOf, flatBar, readFiles, removeFolders, type Files } from '../../support/market/folder.js';

/** The sessions up to October 8, 2024. */
const SESSIONS = [
  ...['2024-09-20', '2024-09-23', '2024-09-24', '2024-09-25', '2024-09-26', '2024-09-27', '2024-09-30'],
  ...['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'],
];

/** Closes of INFY in the last sessions. */
const closes = (...of: readonly (number | string)[]): Files =>
  fileOf(
    'prices',
    ...of.map((close, k) => flatBar('INFY', SESSIONS[SESSIONS.length - of.length + k], close)),
  );
const split = (exDate: string, after: number, before = 1): Files =>
  fileOf('actions', `INFY,${exDate},SPLIT,${after},${before}`);

/** The kinds of this file; test/market/flags has one for each of the others. */
const KINDS: ReadonlySet<FlagKind> = new Set(['JUMP', 'NO_VOLUME', 'STALE', 'GAP']);

async function flagsIn(files: Files, options: Partial<ReadOptions> = {}) {
  const { flags: all, summaries, refusals } = await readFiles(files, options);
  expect(refusals).toEqual([]);
  const flags = all.filter(({ kind }) => KINDS.has(kind));
  const counts = summaries.find(({ file }) => file === 'prices.csv')?.flagged;
  for (const { kind } of flags) expect(counts?.[kind]).toBe(flags.filter((one) => one.kind === kind).length);
  for (const kind of KINDS)
    if (counts?.[kind] !== undefined) expect(flags.map((flag) => flag.kind)).toContain(kind);
  return flags.map(({ kind, date, detail }) => [kind, date, detail]);
}

afterEach(removeFolders);

describe('JUMP', () => {
  test.each([
    ['100', '120', false], // 20 %: a price band
    ['100', '120.05', true],
    ['100', '80', false],
    ['100', '79.95', true],
    ['33.35', '40.02', false], // 33.35 × 1.2 = 40.02; in doubles the change is more than 0.2
    ['33.35', '40.03', true],
    ['0.05', '0.06', false],
    ['0.05', '0.07', true],
    ['100', '100', false],
  ])('from %s to %s: %s', async (before, after, jumps) => {
    const flags = await flagsIn(closes(before, after));
    const expected = [['JUMP', '2024-10-08', `close ${after} after ${before} of 2024-10-07`]];
    expect(flags).toEqual(jumps ? expected : []);
  });

  test('a band of just 20 % is none at any price, and a paisa more is one', async () => {
    const fives = fc.integer({ min: 2, max: 20_000_000 }).map((fifths) => fifths * 5);
    await fc.assert(
      fc.asyncProperty(fives, fc.boolean(), async (paise, up) => {
        const band = up ? (paise * 6) / 5 : (paise * 4) / 5;
        expect(await flagsIn(closes(paise / 100, band / 100))).toEqual([]);
        const beyond = up ? band + 1 : band - 1;
        expect(await flagsIn(closes(paise / 100, beyond / 100))).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  test('each jump is flagged, against the bar before it, however old that is', async () => {
    const old = fileOf('prices', flatBar('INFY', '2018-01-02', 100), flatBar('INFY', '2018-03-01', 200));
    expect(await flagsIn(old)).toEqual([['JUMP', '2018-03-01', 'close 200 after 100 of 2018-01-02']]);
    expect(await flagsIn(closes(100, 150, 100))).toHaveLength(2); // + 50 %, − 33 %
  });

  test('the close before is adjusted by what went ex between the two bars', async () => {
    const over = (after: number) => ({
      ...fileOf('prices', flatBar('INFY', '2018-01-02', 240), flatBar('INFY', '2018-01-08', after)),
      ...split('2018-01-05', 2),
    });
    expect(await flagsIn(over(120))).toEqual([]); // 240 / 2
    expect(await flagsIn(over(144))).toEqual([]); // 120 × 1.2
    expect(await flagsIn(over(144.05))).toEqual([
      ['JUMP', '2018-01-08', 'close 144.05 after 240 of 2018-01-02'],
    ]);
    expect(await flagsIn(over(240))).toHaveLength(1);
  });

  test('it is so exactly: 100.05 through 3 : 1 is 33.35, and 40.02 just 20 % more', async () => {
    const over = (after: number) => ({
      ...fileOf('prices', flatBar('INFY', '2018-01-02', 100.05), flatBar('INFY', '2018-01-08', after)),
      ...split('2018-01-05', 3),
    });
    expect(await flagsIn(over(40.02))).toEqual([]);
    expect(await flagsIn(over(40.03))).toHaveLength(1);
  });

  test('several actions between the two bars all count', async () => {
    const files = {
      ...fileOf('prices', flatBar('INFY', '2018-01-02', 600), flatBar('INFY', '2018-01-09', 100)),
      ...fileOf('actions', 'INFY,2018-01-08,BONUS,3,1', 'INFY,2018-01-05,SPLIT,2,1'), // 600 / 6
    };
    expect(await flagsIn(files)).toEqual([]);
  });

  test('with an action on that very date there is none, whatever the close', async () => {
    expect(await flagsIn({ ...closes(100, 50), ...split('2024-10-08', 2) })).toEqual([]);
    expect(await flagsIn({ ...closes(100, 300), ...split('2024-10-08', 2) })).toEqual([]);
    // The action of another stock, or of another date, excuses nothing.
    expect(
      await flagsIn({ ...closes(100, 300), ...fileOf('actions', 'TCS,2024-10-08,SPLIT,2,1') }),
    ).toHaveLength(1);
    expect(await flagsIn({ ...closes(100, 100, 300), ...split('2024-10-07', 2) })).toHaveLength(1);
    expect(await flagsIn({ ...closes(100, 300), ...split('2024-10-09', 3) })).toHaveLength(1);
  });

  test('an action on or before the first bar adjusts nothing', async () => {
    expect(await flagsIn({ ...closes(100, 110), ...split('2024-10-07', 2) })).toEqual([]);
    expect(await flagsIn({ ...closes(100, 110), ...split('2024-10-01', 2) })).toEqual([]);
  });

  test('adjusted prices are compared as they are; an action on that date still excuses', async () => {
    const between = {
      ...fileOf('prices', flatBar('INFY', '2018-01-02', 100), flatBar('INFY', '2018-01-08', 110)),
      ...split('2018-01-05', 2),
    };
    expect(await flagsIn(between, { adjusted: true })).toEqual([]);
    expect(await flagsIn({ ...closes(100, 50), ...split('2024-10-08', 2) }, { adjusted: true })).toEqual([]);
  });
});

describe('NO_VOLUME', () => {
  const bars = (...of: readonly (readonly [close: number, volume: number])[]) =>
    fileOf(
      'prices',
      ...of.map(([close, volume], k) =>
        flatBar('INFY', SESSIONS[SESSIONS.length - of.length + k], close, volume),
      ),
    );

  test('is a price change on a volume of 0', async () => {
    expect(await flagsIn(bars([100, 10], [100.05, 0]))).toEqual([
      ['NO_VOLUME', '2024-10-08', 'close 100.05 after 100, volume 0'],
    ]);
    expect(await flagsIn(bars([100, 10], [100, 0]))).toEqual([]);
    expect(await flagsIn(bars([100, 10], [101, 1]))).toEqual([]);
  });

  test('the first bar has no price before it', async () => {
    expect(await flagsIn(bars([100, 0], [100, 0]))).toEqual([]);
  });

  test.each([
    [100, 50, 2],
    [30.3, 10.1, 3],
    [0.03, 0.01, 3], // 0.03 × (1/3) in doubles is 0.009999999999999998
    [0.35, 0.07, 5],
  ])('from %d to %d through a split of %d : 1 the price has not changed', async (before, after, shares) => {
    const files = { ...bars([before, 10], [after, 0]), ...split('2024-10-08', shares) };
    expect(await flagsIn(files)).toEqual([]);
  });
});

describe('STALE', () => {
  const same = (count: number) => Array.from({ length: count }, () => 100);

  test('is the tenth equal close in a row, told once', async () => {
    const stale = (date: string) => [['STALE', date, '10 closes of 100 in a row']];
    expect(await flagsIn(closes(...same(9)))).toEqual([]);
    expect(await flagsIn(closes(...same(10)))).toEqual(stale('2024-10-08'));
    expect(await flagsIn(closes(...same(11)))).toEqual(stale('2024-10-07'));
    expect(await flagsIn(closes(101, ...same(10), 101))).toEqual(stale('2024-10-07'));
  });

  test('a change begins a new count', async () => {
    expect(await flagsIn(closes(...same(9), 100.05, ...same(2)))).toEqual([]);
  });

  test('each run is flagged', async () => {
    const days = Array.from({ length: 21 }, (_, k) => `2018-01-${String(k + 1).padStart(2, '0')}`);
    const bars = days.map((date, k) => flatBar('INFY', date, k < 10 ? 100 : 101));
    expect(await flagsIn(fileOf('prices', ...bars))).toEqual([
      ['STALE', '2018-01-10', '10 closes of 100 in a row'],
      ['STALE', '2018-01-20', '10 closes of 101 in a row'],
    ]);
  });
});

describe('GAP', () => {
  const on = (ticker: string, ...dates: readonly string[]) => dates.map((date) => flatBar(ticker, date, 100));
  const gap = (date: string) => ['GAP', date, 'a session without a bar, between the first and the last bar'];

  test('is each session between the first and the last bar that has none', async () => {
    // October 2 is a holiday, October 5 and 6 a weekend.
    expect(await flagsIn(fileOf('prices', ...on('INFY', '2024-10-01', '2024-10-08')))).toEqual(
      ['2024-10-03', '2024-10-04', '2024-10-07'].map(gap),
    );
    expect(await flagsIn(fileOf('prices', ...on('INFY', '2024-10-01', '2024-10-03')))).toEqual([]);
  });

  test('is none before the first bar and after the last', async () => {
    const files = fileOf('prices', ...on('INFY', '2024-10-03'), ...on('TCS', '2024-09-30', '2024-10-01'));
    expect(await flagsIn(files)).toEqual([]);
  });

  test('is a special session too', async () => {
    expect(await flagsIn(fileOf('prices', ...on('INFY', '2024-03-01', '2024-03-04')))).toEqual([
      gap('2024-03-02'),
    ]);
  });

  test('in a year that the calendar does not know is a day on which another stock traded', async () => {
    const files = fileOf('prices', ...on('INFY', '2018-01-01', '2018-01-08'), ...on('TCS', '2018-01-05'));
    expect(await flagsIn(files)).toEqual([gap('2018-01-05')]);
  });

  test('is where a row was refused', async () => {
    const rows = [...on('INFY', '2024-10-03', '2024-10-07'), flatBar('INFY', '2024-10-04', 0)];
    const { flags } = await readFiles(fileOf('prices', ...rows));
    expect(flags.filter(({ kind }) => kind === 'GAP')).toEqual([
      {
        ...{ file: 'prices.csv', line: 3, kind: 'GAP', ticker: 'INFY.NS', date: '2024-10-04', metric: '' },
        detail: gap('')[2],
      },
    ]);
  });
});

test('the order of rows changes no flag', async () => {
  const rows = [100, 130, 130, 90].flatMap((close, k) => [
    flatBar('INFY', SESSIONS[3 * k], close, 0),
    flatBar('TCS', SESSIONS[2 * k], close, 0),
  ]);
  const expected = await flagsIn(fileOf('prices', ...rows));
  expect(expected.length).toBeGreaterThan(0);
  const sorted = (flags: readonly string[][]) => flags.map((flag) => flag.join(' ')).sort();
  expect(sorted(await flagsIn(fileOf('prices', ...rows.toReversed())))).toEqual(sorted(expected));
});

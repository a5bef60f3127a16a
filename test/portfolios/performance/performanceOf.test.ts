import { describe, expect, test } from '@jest/globals';
import type { JournalRow } from '../../../src/portfolios/journal/journalRow.js';
import { requireEntry, type EntryInput } from '../../../src/portfolios/journal/requireEntry.js';
import { CloseSeries } from '../../../src/portfolios/performance/closeSeries.js';
import { indexReturn } from '../../../src/portfolios/performance/indexReturn.js';
import { performanceOf, type PerformanceInput } from '../../../src/portfolios/performance/performanceOf.js';
import { timeWeighted, type SessionValue } from '../../../src/portfolios/performance/timeWeighted.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

const A = 'A.NS' as Ticker;
const on = (day: number) => `2024-07-${String(day).padStart(2, '0')}` as IsoDate;

const NOTHING = { ticker: null, quantity: null, price: null, amount: null, costs: null };
const journal = (...entries: (Partial<EntryInput> & Pick<EntryInput, 'day' | 'kind'>)[]): JournalRow[] =>
  entries.map((of, id) => ({ id, ...requireEntry({ ...NOTHING, ...of }) }));

/** Monday to Friday, and Monday: 2024-07-06 and 07 are a weekend. */
const SESSIONS = [1, 2, 3, 4, 5, 8].map(on);
const closes = new Map([
  [
    A,
    [100n, 110n, 121n, 121n, 121n, 60n].map((rupees, at) => ({
      day: SESSIONS[at] as IsoDate,
      close: rupees * 10_000n,
    })),
  ],
]);
const input = (rows: JournalRow[], of: Partial<PerformanceInput> = {}): PerformanceInput => ({
  rows,
  actions: new Map(),
  closes,
  sessions: SESSIONS,
  index: [],
  from: on(1),
  to: on(5),
  ...of,
});

const bought = [
  { day: on(1), kind: 'DEPOSIT', amount: 2000 },
  { day: on(1), kind: 'BUY', ticker: A, quantity: 10, price: 95, costs: 5 },
] as const;

describe('performanceOf', () => {
  test('counts the first session where the portfolio begins with it: (1,000 + 1,045)/2,000 − 1', () => {
    const { points, totalReturn } = performanceOf(input(journal(...bought), { to: on(2) }));
    expect(points[0]).toEqual({
      date: on(1),
      value: 20_450_000n,
      return: 0.0225,
      cumulative: 0.022499999999999964,
    });
    expect(totalReturn).toBeCloseTo((2145 / 2045) * 1.0225 - 1, 12);
  });

  test('begins at the close of `from` where the portfolio was there before', () => {
    const { points, totalReturn } = performanceOf(input(journal(...bought), { from: on(2) }));
    expect(points.map(({ return: change }) => change)).toEqual([0, 110 / 2145, 0, 0]);
    expect(totalReturn).toBeCloseTo(2255 / 2145 - 1, 12);
  });

  test('begins at the session before `from` where that is none, and ends at the one before `to`', () => {
    const { points } = performanceOf(input(journal(...bought), { from: on(6), to: on(30) }));
    expect(points.map(({ date }) => date)).toEqual([on(5), on(8)]);
  });

  test('an entry of a weekend counts on the next session, its shares after a split in between', () => {
    const actions = new Map([[A, [{ exDate: on(8), kind: 'SPLIT' as const, newShares: 2n, oldShares: 1n }]]]);
    const rows = journal(
      ...bought,
      { day: on(6), kind: 'DEPOSIT', amount: 1000 },
      { day: on(7), kind: 'CORRECTION', ticker: A, quantity: 5 },
    );
    const { points } = performanceOf(input(rows, { actions, to: on(8) }));
    // 30 shares at 60, 10 of them come in at the close; 1,045 and 1,000 in cash; 1,045 + 1,210 before.
    expect(points.at(-1)).toMatchObject({ date: on(8), value: 38_450_000n });
    expect(points.at(-1)?.return).toBeCloseTo((3845 - 600) / (2255 + 1000) - 1, 12);
  });

  test('dividends are gains, and withdrawals no losses', () => {
    const rows = journal(
      ...bought,
      { day: on(3), kind: 'DIVIDEND', ticker: A, amount: 50 },
      { day: on(3), kind: 'WITHDRAWAL', amount: 1000 },
    );
    expect(performanceOf(input(rows)).points[2]?.return).toBeCloseTo((1305 + 1000) / 2145 - 1, 12);
  });

  test('a session without a price has no value, and the next one the return of both', () => {
    const B = 'B.NS' as Ticker;
    const rows = journal(...bought, { day: on(2), kind: 'OPENING', ticker: B, quantity: 1 });
    const late = new Map([...closes, [B, [{ day: on(3), close: 1_000_000n }]]]);
    const { points } = performanceOf(input(rows, { closes: late, to: on(3) }));
    expect(points[1]).toEqual({ date: on(2), value: null, return: null, cumulative: null });
    // The share flows in at its first price, which is no gain.
    expect(points[2]?.return).toBeCloseTo((2355 - 100) / 2045 - 1, 12);
  });

  test('shares without a price that are sold again do not flow in', () => {
    const B = 'B.NS' as Ticker;
    const rows = journal(
      ...bought,
      { day: on(2), kind: 'CORRECTION', ticker: B, quantity: 1 },
      { day: on(3), kind: 'SELL', ticker: B, quantity: 1, price: 100 },
    );
    const late = new Map([...closes, [B, [{ day: on(4), close: 1_000_000n }]]]);
    const { points } = performanceOf(input(rows, { closes: late }));
    expect(points[2]?.return).toBeCloseTo(2355 / 2045 - 1, 12);
    expect(points[3]?.return).toBe(0);
  });

  test('begins with the first session that has a value', () => {
    const B = 'B.NS' as Ticker;
    const rows = journal(
      { day: on(1), kind: 'OPENING', ticker: A, quantity: 10 },
      { day: on(1), kind: 'OPENING', ticker: B, quantity: 10 },
      { day: on(2), kind: 'DEPOSIT', amount: 10_000 },
    );
    const late = new Map([
      ...closes,
      [
        B,
        [
          { day: on(3), close: 500_000n },
          { day: on(4), close: 560_000n },
        ],
      ],
    ]);
    const { points, totalReturn } = performanceOf(input(rows, { closes: late }));
    expect(points.map(({ return: change }) => change)).toEqual([null, null, 0, 60 / 11_710, 0]);
    expect(totalReturn).toBeCloseTo(60 / 11_710, 12);
  });

  test('has no points without a session, and 0 without anything', () => {
    expect(performanceOf(input([], { sessions: [] }))).toEqual({
      totalReturn: null,
      benchmark: null,
      points: [],
    });
    expect(performanceOf(input([])).totalReturn).toBe(0);
  });
});

test('timeWeighted: what comes in at the close is no gain, and a denominator of 0 gives 0', () => {
  const session = (value: bigint, of: Partial<SessionValue> = {}): SessionValue => ({
    date: on(1),
    value,
    deposits: 0n,
    withdrawals: 0n,
    atClose: 0n,
    ...of,
  });
  const sessions = [
    session(100n, { atClose: 100n }),
    session(110n),
    session(0n, { withdrawals: 110n }),
    session(0n),
    session(105n, { deposits: 100n }),
  ];
  expect(timeWeighted(sessions, 0n).map((point) => point.return)).toEqual([0, 0.1, 0, 0, 0.05]);
});

describe('indexReturn', () => {
  const index = [
    { day: on(1), close: 24_000 },
    { day: on(5), close: 24_240.5 },
  ];
  test.each<[string, number, number, number | null]>([
    ['from the first session to the last', 1, 5, 0.010020833333333333],
    ['from the last close before them', 3, 5, 0.010020833333333333],
    ['nothing where it has ended for more than 10 sessions', 1, 31, null],
    ['up to its last close where that is not older', 1, 15, 0.010020833333333333],
  ])('%s', (_, from, to, expected) => {
    const sessions = Array.from({ length: to - from + 1 }, (_, at) => on(from + at));
    expect(indexReturn(index, sessions)).toBe(expected);
  });

  test('is null without a close', () => {
    expect(indexReturn([], [on(1)])).toBeNull();
    expect(indexReturn(index, [])).toBeNull();
  });
});

test('CloseSeries carries the last close over actions since', () => {
  const series = new CloseSeries(
    [{ day: on(2), close: 1_000_000n }],
    [{ exDate: on(4), kind: 'SPLIT', newShares: 2n, oldShares: 1n }],
  );
  expect([1, 2, 3, 4, 5].map((day) => series.on(on(day))?.price ?? null)).toEqual([
    null,
    1_000_000n,
    1_000_000n,
    500_000n,
    500_000n,
  ]);
});

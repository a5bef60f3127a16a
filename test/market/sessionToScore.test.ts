import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Sessions } from '../../src/market/calendar.js';
import { isoOf } from '../../src/market/day.js';
import { neededForQuorum } from '../../src/market/quorum.js';
import { sessionsWithBars } from '../../src/market/sessionsWithBars.js';
import { sessionToScore } from '../../src/market/sessionToScore.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { fileOf, flatBar, iso, readFiles, removeFolders, ticker } from '../support/market/folder.js';
import { judgedSessions } from '../support/market/quorumModel.js';

afterAll(removeFolders);

const TICKERS = ['A', 'B', 'C', 'D', 'E'];
const DATES = ['2024-09-30', '2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'].map(iso);

/** A market with flat bars of some stocks on each date. */
async function marketOf(bars: readonly (readonly [IsoDate, readonly string[]])[]) {
  const rows = bars.flatMap(([date, stocks]) => stocks.map((stock) => flatBar(stock, date, 100)));
  const companies = TICKERS.map((stock) => `${stock},${stock} Ltd.,,Power,`);
  const { market } = await readFiles({ ...fileOf('companies', ...companies), ...fileOf('prices', ...rows) });
  return market;
}

describe('the session to score', () => {
  test('is the newest on which half of the stocks of the session before have a bar', async () => {
    const market = await marketOf([
      [DATES[0], ['A', 'B', 'C', 'D']],
      [DATES[1], ['A', 'B']],
      [DATES[2], ['A']],
      [DATES[3], []],
    ]);
    expect(sessionToScore(market, undefined, 0.5)).toBe(DATES[2]);
    expect(sessionToScore(market, undefined, 0.6)).toBe(DATES[0]);
    expect(sessionToScore(market, undefined, 0)).toBe(DATES[2]);
  });

  test('is not one on which other stocks alone have a bar', async () => {
    const market = await marketOf([
      [DATES[0], ['A', 'B', 'C']],
      [DATES[1], ['C', 'D', 'E']],
    ]);
    expect(sessionToScore(market, undefined, 0.5)).toBe(DATES[0]);
  });

  test('is one with more than twice as many stocks, where those before do not trade any more', async () => {
    const market = await marketOf([
      [DATES[0], ['A']],
      [DATES[1], ['B', 'C']],
      [DATES[2], ['B', 'C', 'D']],
    ]);
    expect(sessionToScore(market, DATES[1], 0.5)).toBe(DATES[1]);
    expect(sessionToScore(market, undefined, 0.5)).toBe(DATES[2]);
  });

  test('counts without quorum as soon as a later one has it', async () => {
    const early = [
      [DATES[0], ['A', 'B', 'C', 'D']],
      [DATES[1], ['A']],
    ] as const;
    await expect(sessionToScoreOf(early, DATES[1])).rejects.toThrow('2024-10-01 is awaited');
    expect(await sessionToScoreOf([...early, [DATES[2], ['B', 'C']]], DATES[1])).toBe(DATES[1]);
  });

  const sessionToScoreOf = async (bars: Parameters<typeof marketOf>[0], date: IsoDate) =>
    sessionToScore(await marketOf(bars), date, 0.5);

  test('is refused while it is awaited, with what is missing', async () => {
    const market = await marketOf([
      [DATES[0], ['A', 'B', 'C', 'D', 'E']],
      [DATES[1], ['A', 'B']],
    ]);
    expect(() => sessionToScore(market, DATES[1], 0.5)).toThrow(
      'Expected a session with enough bars, but 2024-10-01 is awaited: 2 of 5 stocks have a bar, 3 are needed. ' +
        'Add the missing bars, or name a session up to 2024-09-30.',
    );
  });

  test('is told from the bars and the calendar alone, as from the beginning', () => {
    const subsets = fc.array(fc.subarray(TICKERS), { minLength: DATES.length, maxLength: DATES.length });
    fc.assert(
      fc.property(subsets, fc.integer({ min: 0, max: 100 }), (stocksOn, share) => {
        const byDate = new Map(DATES.map((date, k) => [date, new Set(stocksOn[k])]));
        const days = Int32Array.from(DATES, (date) => Date.parse(date) / 86_400_000);
        const bars = new Map(
          TICKERS.map((stock) => {
            const day = days.filter((_, k) => stocksOn[k].includes(stock));
            return [ticker(stock), { day } as never];
          }),
        );
        const found = sessionsWithBars({ bars, sessions: new Sessions(days) }, share / 100);
        expect(
          found.map(({ day, bars: count, ofFormer, expected, hasQuorum }) => ({
            ...{ day: isoOf(day), bars: count, of_former: ofFormer, expected, has_quorum: hasQuorum },
          })),
        ).toEqual(judgedSessions(byDate, share));
      }),
    );
  });
});

test('the quorum of every share of a hundred stocks is that share', () => {
  const shares = Array.from({ length: 101 }, (_, percent) => percent);
  expect(shares.map((percent) => neededForQuorum(100, percent / 100))).toEqual(shares);
});

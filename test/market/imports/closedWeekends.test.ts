import { afterEach, describe, expect, test } from '@jest/globals';
import { fileOf, flatBar, readFiles, removeFolders, type Files } from '../../support/market/folder.js';

afterEach(removeFolders);

/** The calendar lacks 2018. January 5 is a Friday. */
const [FRIDAY, SATURDAY, SUNDAY] = ['2018-01-05', '2018-01-06', '2018-01-07'];
const bars = (date: string, ...tickers: readonly string[]) => tickers.map((one) => flatBar(one, date, 100));

async function refused(files: Files) {
  const { refusals } = await readFiles(files);
  return refusals.map(({ file, line, column, value, rule, reason }) => {
    expect([column, rule]).toEqual(['date', 'CLOSED_DAY']);
    return [file, line, value, reason];
  });
}
const because = (date: string, why: string) =>
  `expected a session, ${date} is a weekend day of a year that the calendar lacks, and ${why}`;
const few = (both: number, of: number, before = FRIDAY) =>
  `${both} of the ${of} stocks with a bar on ${before} have one on it: expected half of them`;

describe('a weekend day of a year that the calendar lacks', () => {
  test('is taken where half of the stocks with a bar on the session before have one on it', async () => {
    const friday = bars(FRIDAY, 'A', 'B', 'C');
    expect(await refused(fileOf('prices', ...friday, ...bars(SATURDAY, 'A', 'B')))).toEqual([]);
    expect(await refused(fileOf('prices', ...friday, ...bars(SATURDAY, 'A', 'X', 'Y')))).toEqual(
      [5, 6, 7].map((line) => ['prices.csv', line, SATURDAY, because(SATURDAY, few(1, 3))]),
    );
    expect(await refused(fileOf('prices', ...bars(FRIDAY, 'A', 'B'), ...bars(SATURDAY, 'A')))).toEqual([]);
  });

  test('is refused where no stock has a bar before it', async () => {
    expect(await refused(fileOf('prices', ...bars(SATURDAY, 'A')))).toEqual([
      ['prices.csv', 2, SATURDAY, because(SATURDAY, 'no stock has a bar before it')],
    ]);
  });

  test('is judged by the session before: Sunday by Saturday where this is one, else by Friday', async () => {
    const both = [...bars(FRIDAY, 'A', 'B'), ...bars(SATURDAY, 'A'), ...bars(SUNDAY, 'A')];
    expect(await refused(fileOf('prices', ...both))).toEqual([]);
    const first = [...bars(FRIDAY, 'A', 'B', 'C'), ...bars(SATURDAY, 'A'), ...bars(SUNDAY, 'A')];
    expect(await refused(fileOf('prices', ...first))).toEqual([
      ['prices.csv', 5, SATURDAY, because(SATURDAY, few(1, 3))],
      ['prices.csv', 6, SUNDAY, because(SUNDAY, few(1, 3))],
    ]);
  });

  test('of an index is judged by the bars of stocks', async () => {
    const index = fileOf('indices', `NIFTY 50,${SATURDAY},100,100,100,100`);
    expect(
      await refused({ ...index, ...fileOf('prices', ...bars(FRIDAY, 'A'), ...bars(SATURDAY, 'A')) }),
    ).toEqual([]);
    expect(await refused({ ...index, ...fileOf('prices', ...bars(FRIDAY, 'A')) })).toEqual([
      ['indices.csv', 2, SATURDAY, because(SATURDAY, few(0, 1))],
    ]);
  });

  test('that is refused is no session, and its bars are not there', async () => {
    const { market, summaries } = await readFiles(
      fileOf('prices', ...bars(FRIDAY, 'A', 'B', 'C'), ...bars(SATURDAY, 'A', 'X')),
    );
    expect([...market.bars.keys()]).toEqual(['A.NS', 'B.NS', 'C.NS']);
    expect(market.sessions.days).not.toContain(17_537);
    expect(summaries[0]).toMatchObject({ rows: 5, refused: { CLOSED_DAY: 2 } });
  });
});

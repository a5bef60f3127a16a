/** Reads the shared market data, which lies outside the repository. Its EXPECTED.json has the counts of a right import. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readFolder, type FolderFacts } from '../../../src/market/imports/readFolder.js';
import { day, factsIn, HEADER, isListed, type Name } from '../../support/market/folder.js';
import { describeWithShared } from '../../support/shared.js';

type Counts = Readonly<
  Record<string, Pick<FolderFacts['summaries'][number], 'rows' | 'refused' | 'flagged'>>
>;

/** What else is odd in the data, by file. */
const ALL = {
  'prices.csv.gz': { ACTION_UNLISTED: 6, RANGE_OUTLIER: 14 },
  'indices.csv.gz': { NO_CALENDAR: 1 },
  'actions.csv': { ACTION_DENIED: 7 },
  'statements.csv.gz': { UNITS: 32, LATE: 889 },
  'shareholding.csv.gz': { UNITS: 2, LATE: 7 },
};
const SMALL = {
  'prices.csv.gz': { ACTION_UNLISTED: 1, RANGE_OUTLIER: 1 },
  'actions.csv': { ACTION_DENIED: 1 },
  'statements.csv.gz': { UNITS: 4, LATE: 139 },
  'shareholding.csv.gz': { LATE: 6 },
};

/** The kinds that EXPECTED.json counts. */
const EXPECTED_KINDS = ['JUMP', 'NO_VOLUME', 'STALE', 'GAP'];

for (const [name, today, companies, others] of [
  // The latest dates of the data are board meetings of 2026-08-31 (data/README.md).
  ['nse-small', '2026-08-31', 85, SMALL],
  ['nse', '2026-08-31', 950, ALL],
] as const) {
  describeWithShared(name, `data/${name}`, (folder) => {
    test('is read as EXPECTED.json counts it', async () => {
      const expected = JSON.parse(await readFile(join(folder, 'EXPECTED.json'), 'utf8')) as Counts;
      const { summaries, refusals, flags, ignored, market } = await readFolder(folder, { today: day(today) });
      const split = (flagged: object, isExpected: boolean) =>
        Object.fromEntries(
          Object.entries(flagged).filter(([kind]) => EXPECTED_KINDS.includes(kind) === isExpected),
        );
      const counts = summaries.map(({ file, rows, refused, flagged }) => [
        file,
        { rows, refused, flagged: split(flagged, true) },
      ]);
      expect(Object.fromEntries(counts)).toEqual(expected);
      const found = summaries.map(({ file, flagged }) => [file, split(flagged, false)] as const);
      expect(Object.fromEntries(found.filter(([, kinds]) => Object.keys(kinds).length > 0))).toEqual(others);
      expect({ refusals, ignored }).toEqual({ refusals: [], ignored: [] });
      expect(flags.filter(({ kind }) => EXPECTED_KINDS.includes(kind))).toHaveLength(
        Object.values(expected).reduce(
          (sum, { flagged }) => sum + Object.values(flagged).reduce((all, count) => all + count, 0),
          0,
        ),
      );
      // Nothing repeats: every row is a fact.
      for (const one of (Object.keys(HEADER) as Name[]).filter(isListed)) {
        const [rows] = [`${one}.csv`, `${one}.csv.gz`].flatMap((file) => expected[file]?.rows ?? []);
        expect(factsIn(market, one)).toBe(rows ?? 0);
      }
      expect(market.companies.size).toBe(companies);
    }, 120_000);
  });
}

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

for (const [name, today, companies] of [
  // The latest dates of the data are board meetings of 2026-08-31 (data/README.md).
  ['nse-small', '2026-08-31', 85],
  ['nse', '2026-08-31', 950],
] as const) {
  describeWithShared(name, `data/${name}`, (folder) => {
    test('is read as EXPECTED.json counts it', async () => {
      const expected = JSON.parse(await readFile(join(folder, 'EXPECTED.json'), 'utf8')) as Counts;
      const { summaries, refusals, flags, ignored, market } = await readFolder(folder, { today: day(today) });
      const counts = summaries.map(({ file, rows, refused, flagged }) => [file, { rows, refused, flagged }]);
      expect(Object.fromEntries(counts)).toEqual(expected);
      expect({ refusals, ignored }).toEqual({ refusals: [], ignored: [] });
      expect(flags).toHaveLength(
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

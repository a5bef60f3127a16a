import { afterAll, expect, test } from '@jest/globals';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dayOf } from '../../../src/market/day.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { importHeap } from '../../../src/market/store/importHeap.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { describeWithShared } from '../../support/shared.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const TODAY = { today: dayOf('2026-08-31') };

afterAll(closeTestDatabases);

describeWithShared('three recorded days of the exchange', 'data', (data) => {
  test('change nothing in a store that has the bars of their stocks', async () => {
    const folder = await temporaryFolder();
    const { pool } = await openTestDatabase();
    await mkdir(join(folder, 'nse'));
    await copyFile(join(data, 'nse', 'companies.csv'), join(folder, 'nse', 'companies.csv'));
    // The recorded market has the symbols of 2026.
    await copyFile(join(data, 'nse-additions', 'symbols.csv'), join(folder, 'nse', 'symbols.csv'));
    const prices = gunzipSync(await readFile(join(data, 'nse', 'prices.csv.gz'))).toString();
    const [header, ...rows] = prices.split('\n');
    const ofDays = rows.filter((row) => /,2025-04-0[123],/.test(row));
    await writeFile(join(folder, 'nse', 'prices.csv'), [header, ...ofDays, ''].join('\n'));
    await importFolder(pool, join(folder, 'nse'), TODAY);
    const days = ['01', '02', '03'].map((day) =>
      join(data, 'feeds/nse-sec-bhavdata-full', `cm${day}042025bhav.csv.gz`),
    );
    const { files, refusedFiles } = await importHeap(pool, days, TODAY);
    expect(refusedFiles).toEqual([]);
    const sum = (of: 'updated' | 'unchanged' | 'inserted') => files.reduce((all, file) => all + file[of], 0);
    expect([sum('updated'), sum('unchanged')]).toEqual([0, ofDays.length]);
    // Stocks that traded in BE or BZ, of which the recorded market has no bars.
    const { rows: series } = await pool.query<{ series: string | null; bars: number }>(
      'SELECT series, count(*)::int4 AS bars FROM bars GROUP BY series ORDER BY series',
    );
    const added = series.filter((row) => row.series !== null);
    expect(added.map((row) => row.series)).not.toContain('EQ');
    expect(added.reduce((all, { bars }) => all + bars, 0)).toBe(sum('inserted'));
    await remove(folder);
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { copyFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { inheritedEnv } from '../support/process/inheritedEnv.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

/** Runs the built command in a process of its own. */
const greyoak = async (args: readonly string[], env: Record<string, string> = {}): Promise<string> => {
  const command = promisify(execFile)(process.execPath, ['bin/greyoak.js', ...args], {
    env: { ...inheritedEnv(), ...env },
    maxBuffer: 1 << 28,
  });
  return (await command).stdout;
};

let home: string;
let market: string;
let json: string;
const DATE = '2026-06-30';

beforeAll(async () => {
  home = await temporaryFolder();
  market = join(home, 'market');
  await greyoak(['sample', market]);
  json = await greyoak(['score', market, '--date', DATE]);
}, 60_000);
afterAll(() => remove(home));

/** Returns the rows of a file of the market without its header. */
async function rowsOf(file: string): Promise<{ header: string; rows: string[] }> {
  const bytes = await readFile(join(market, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [header, ...rows] = text.trimEnd().split('\n');
  return { header, rows };
}

/** Scores a copy of the market in which some files have other content. */
async function scoredWith(name: string, files: Record<string, string>): Promise<string> {
  const folder = join(home, name);
  await cp(market, folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    await rm(join(folder, `${file}.gz`), { force: true });
    await writeFile(join(folder, file), text);
  }
  return greyoak(['score', folder, '--date', DATE]);
}

describe('greyoak as a process', () => {
  test('prints the same bytes in every time zone and locale', async () => {
    const turkish = { TZ: 'America/Los_Angeles', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
    const indian = { TZ: 'Asia/Kolkata', LANG: 'hi_IN.UTF-8', LC_ALL: 'hi_IN.UTF-8' };
    expect(await greyoak(['score', market, '--date', DATE], turkish)).toBe(json);
    expect(await greyoak(['score', market, '--date', DATE], indian)).toBe(json);
  }, 60_000);

  test('prints the same bytes for rows in another order', async () => {
    const files: Record<string, string> = {};
    for (const file of [
      'prices.csv.gz',
      'statements.csv.gz',
      'shareholding.csv',
      'events.csv',
      'companies.csv',
    ]) {
      const { header, rows } = await rowsOf(file);
      files[file.replace('.gz', '')] = [header, ...rows.reverse(), ''].join('\n');
    }
    expect(await scoredWith('reversed', files)).toBe(json);
  }, 60_000);

  test('prints the same bytes without the facts of later days', async () => {
    const { header, rows } = await rowsOf('prices.csv.gz');
    const day = rows.map((row) => row.split(',')[1]).sort()[Math.floor(rows.length / 2)];
    const before = rows.filter((row) => row.split(',')[1] <= day);
    expect(before.length).toBeLessThan(rows.length);
    const cut = join(home, 'cut');
    await cp(market, cut, { recursive: true });
    await rm(join(cut, 'prices.csv.gz'));
    await writeFile(join(cut, 'prices.csv'), [header, ...before, ''].join('\n'));
    const whole = await greyoak(['score', market, '--date', day]);
    expect(await greyoak(['score', cut, '--date', day])).toBe(whole);
  }, 60_000);

  test('exits with 1 and a message if the input cannot be used', async () => {
    const failure = await greyoak(['score', join(home, 'nowhere'), '--date', DATE]).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect(String((failure as { stderr: string }).stderr)).toMatch(
      /^greyoak: Expected a folder of CSV files at .*nowhere, but it cannot be read: .* \(ENOENT\): check the path\.\n$/,
    );
  });

  test('says what to do if it is not built', async () => {
    await copyFile('bin/greyoak.js', join(home, 'greyoak.mjs'));
    // An environment in which Node prints no warnings.
    const failure = await promisify(execFile)(process.execPath, [join(home, 'greyoak.mjs')], {
      env: {},
    }).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 1,
      stderr: 'greyoak is not built yet (npm ran without its scripts): run "npm run build" first.\n',
    });
  });
});

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { METHOD, scoredMarket, storeScoredMarket } from '../support/validation/scoredMarket.js';

const SESSIONS = scoredMarket(45);
const [FROM, TO] = [SESSIONS[0].day, SESSIONS[44].day];
const SPAN = ['--from', FROM, '--to', TO];

let database: Database;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  await storeScoredMarket(database, SESSIONS, { bothModes: true });
  folder = await temporaryFolder();
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(folder);
});

const greyoak = (...args: string[]) =>
  run(['validate', ...args], { env: { DATABASE_URL: String(database.pool.options.connectionString) } });

describe('--json', () => {
  test('prints a list of figures under the names of the schema, the same bytes each time, and stores nothing', async () => {
    const ask = () => greyoak(...SPAN, '--universe', 'ALL_SCORED', '--warm', '2024-01-08', '--json');
    const [first, second] = [await ask(), await ask()];
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' });
    expect(second).toEqual(first);
    const list = JSON.parse(first.out) as Readonly<Record<string, unknown>>[];
    const found = list.find(
      (one) => one['mode'] === 'INVESTOR' && one['horizon'] === 5 && one['window'] === 'WARM',
    );
    expect(found).toMatchObject({
      ...{ methodName: METHOD, universe: 'ALL_SCORED', from: '2024-01-08', to: TO, sessions: 32 },
      deciles: { figure: 'VALUE' },
      inputsHash: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    });
    expect(new Set(list.map(({ mode }) => mode))).toEqual(new Set(['TRADER', 'INVESTOR']));
    expect((await database.pool.query('SELECT FROM validated_modes')).rows).toEqual([]);
  });

  test('holds only scores of the span, with returns that run on after it', async () => {
    const { out } = await greyoak('--from', FROM, '--to', '2024-01-10', '--universe', 'ALL_SCORED', '--json');
    const list = JSON.parse(out) as { window: string; horizon: number; sessions: number; to: string }[];
    const all = list.filter(({ window }) => window === 'ALL');
    expect(all.map(({ horizon, sessions, to }) => [horizon, sessions, to]).slice(0, 2)).toEqual([
      [5, 10, '2024-01-10'],
      [20, 10, '2024-01-10'],
    ]);
  });
});

test('prints the page, which says that nothing is known of a store that is too short', async () => {
  const { code, out, err } = await greyoak(...SPAN);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(
    /^# Validation\n\n\*\*TRADER of greyoak-1\.1, INVESTOR of greyoak-1\.1: it is not known yet/,
  );
  expect(out).toContain('| NOT_YET | Not known yet');
  expect(out).not.toContain('.svg');
});

test('judges only scores of the span', async () => {
  const { out } = await greyoak('--from', '2024-01-05', '--to', '2024-01-10', '--warm', FROM);
  expect(out).toContain('6 sessions from 2024-01-05 to 2024-01-10 (');
});

test('refuses a span without a session between others', async () => {
  await asOwner(
    database,
    `UPDATE session_bars SET has_quorum = false WHERE day BETWEEN '2024-01-06' AND '2024-01-07'`,
  );
  const { code, out, err } = await greyoak('--from', '2024-01-06', '--to', '2024-01-07');
  await asOwner(database, 'UPDATE session_bars SET has_quorum = true');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('Expected a span with scores of greyoak-1.1');
});

test('writes nothing where the folder of the pictures would have the name of something else', async () => {
  const file = join(folder, 'taken');
  writeFileSync(file, 'mine');
  const { code, err } = await greyoak(...SPAN, '--page', `${file}.md`);
  expect(code).toBe(1);
  expect(err).toContain(`Expected a folder for the pictures, but ${file} is none: choose another name.`);
  expect(readdirSync(folder)).not.toContain('taken.md');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('writes the page with its pictures, the same bytes each time', async () => {
  const pages = ['one', 'two'].map((name) => join(folder, name, 'page.md'));
  const written: string[][] = [];
  for (const page of pages) {
    const { code, out, err } = await greyoak(...SPAN, '--page', page, '--source', 'a test');
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
    const pictures = readdirSync(join(page, '..', 'page')).sort();
    expect(pictures).toHaveLength(9);
    written.push(
      [page, ...pictures.map((name) => join(page, '..', 'page', name))].map((file) =>
        readFileSync(file, 'utf8'),
      ),
    );
  }
  expect(written[1]).toEqual(written[0]);
  expect(written[0][0]).toContain('made from a test by `greyoak validate`');
});

test.each([
  [['--to', TO], 2, "required option '--from <date>' not specified"],
  [['--from', FROM, '--to', '2024-02-30'], 1, 'Expected a date such as 2020-07-27, got "2024-02-30".'],
  [['--from', TO, '--to', FROM], 1, `Expected --from up to --to, got ${TO} and ${FROM}: swap them.`],
  [[...SPAN, '--warm', 'x'], 1, 'Expected a date such as 2020-07-27, got "x".'],
  [
    [...SPAN, '--method', 'x'],
    1,
    `Expected the name of a method that has scores, one of ${METHOD}, got "x".`,
  ],
  [
    ['--from', '2025-01-01', '--to', '2025-02-01'],
    1,
    `Expected a span with scores of ${METHOD}, which has them from ${FROM} to ${TO}, got 2025-01-01 to 2025-02-01.`,
  ],
  [[...SPAN, '--json', '--page', 'page.md'], 2, "'--json' cannot be used with option '--page <file>'"],
  [[...SPAN, '--page', 'page'], 1, 'Expected --page with a file such as validation.md, got "page": add .md.'],
  [[...SPAN, '--page', ''], 1, 'Expected --page with a file such as validation.md, got "": add .md.'],
  [[...SPAN, '--universe', 'x'], 2, 'Allowed choices are ALL_SCORED, MOST_TRADED_300, MOST_TRADED_500.'],
  [[...SPAN, '--page', '/dev/null/page.md'], 1, 'Expected to write /dev/null/page.md, but it failed'],
])('refuses %j', async (args, exitCode, message) => {
  const { code, out, err } = await greyoak(...args);
  expect({ code, out }).toEqual({ code: exitCode, out: '' });
  expect(err).toContain(message);
});

/** A session as a folder: written from a store, and computed again without one. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  appendFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import papa from 'papaparse';
import pg from 'pg';
import { guardPool } from '../../src/database/guardPool.js';
import { MANIFEST, RUN_FILES, type SessionManifest } from '../../src/exports/sessionFolder/manifest.js';
import { neutralised } from '../../src/exports/formats/neutralised.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { canonicalHash } from '../../src/canonicalHash.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

/** Texts that a spreadsheet would compute, actions of all kinds of factors, and facts that are known later only. */
const FACTS = {
  'companies.csv':
    'ticker,name,isin,industry,sector_group\nALPHA,"=Alpha, ""A"" Ltd.",INE000A01001,Information Technology,\n' +
    "M&M,'-महिंद्रा,INE000B01001,Power,\nOLD,Old,INE000C01001,Power,\nBETA,Beta Ltd.,,,\n",
  'prices.csv':
    'ticker,date,open,high,low,close,volume,value\n' +
    ['09-30', '10-01', '10-03', '10-04', '10-07', '10-08']
      .map((day, k) => `ALPHA,2024-${day},${100 + k},${102 + k},${99 + k},${101.1 + k},60000,6000000`)
      .concat(
        'M&M,2024-10-01,10,11,9,10.05,100,',
        'M&M,2024-10-07,5,6,4,5,0,0',
        // Not traded for more than ten sessions.
        'OLD,2024-09-02,7,7,7,7,10,',
        'ALPHA,2024-09-02,90,90,90,90,10,',
      )
      .join('\n') +
    '\n',
  'statements.csv':
    'ticker,period_end,period,metric,value,published_on\nALPHA,2024-06-30,QUARTER,sales,50.5,2024-08-01\n' +
    'ALPHA,2024-06-30,QUARTER,net_profit,-7.25,2024-08-01\nALPHA,2024-03-31,ANNUAL,eps,10,2024-05-01\n' +
    'ALPHA,2024-09-30,QUARTER,sales,60,2024-10-08\n',
  'shareholding.csv':
    'ticker,quarter_end,promoter_pct,pledged_pct,fii_pct,dii_pct,published_on\nALPHA,2024-06-30,50,2,20.5,10,2024-07-20\n' +
    'ALPHA,2024-03-31,50,,19,10,2024-04-20\n',
  'fundamentals.csv': 'ticker,period_end,published_on,pe,roe_3y\nM&M,2024-03-31,2024-05-01,12.5,15\n',
  'actions.csv':
    'ticker,ex_date,kind,new_shares,old_shares\nALPHA,2024-10-03,SPLIT,2,1\nALPHA,2024-10-04,SPECIAL_DIVIDEND,,\n' +
    'ALPHA,2024-10-08,BONUS,2,1\n',
  'events.csv':
    'ticker,date,kind,announced_on,detail\nALPHA,2024-10-09,RESULTS,2024-10-01,-\nM&M,2024-09-05,BOARD_RESIGNATION,2024-09-05,"+1, ""x"""\n' +
    'M&M,2024-10-10,BOARD_MEETING,2024-10-08,late\n',
  'indices.csv':
    'index,date,open,high,low,close\nNIFTY 50,2024-10-04,100,101,99,100.1\nNIFTY 500,2024-10-07,9,9,9,9\n',
  'classifications.csv': 'ticker,from,industry\nM&M,2024-01-01,Power\n',
  'symbols.csv': 'ticker,former,until\nALPHA,ALFA,2024-01-31\n',
};
const DATE = '2024-10-07';

let home: string;
let url: string;
let folder: string;
beforeAll(async () => {
  home = await temporaryFolder();
  await mkdir(join(home, 'facts'));
  await writeSmallMarket(join(home, 'facts'), FACTS);
  url = await createTestDatabase();
  const imported = await greyoak('import', join(home, 'facts'));
  if (imported.code !== 0) throw new Error(imported.out + imported.err);
  folder = join(home, 'day');
  const { code, err } = await greyoak('export', 'session', '--date', DATE, '--out', folder);
  if (code !== 0) throw new Error(err);
}, 60_000);
afterAll(async () => {
  await closeTestDatabases();
  await remove(home);
});

const greyoak = (...args: string[]) => run(args, { env: { DATABASE_URL: url } });
/** Without a database: none listens there. */
const reproduce = (path: string) =>
  run(['reproduce', path], { env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } });
const DONE =
  /^1 of 1 runs of 2024-10-07 reproduced from .+, 4 scores and \d+ rows of other tables compared field by field\.\n$/;

const bytesOf = async (path: string) => {
  const names = (await readdir(path, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const files = names.map((one) => join(one.parentPath, one.name)).sort();
  return Promise.all(
    files.map(async (file) => [file.slice(path.length), (await readFile(file)).toString('base64')]),
  );
};

/** A cell of Parquet as CSV writes it. */
function fieldOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' ? neutralised(cell) : String(cell);
}

let copies = 0;
/** Copies the folder, and changes the copy. */
async function copied(change: (path: string) => Promise<unknown>): Promise<string> {
  const path = join(home, `copy${copies++}`);
  await cp(folder, path, { recursive: true });
  await change(path);
  return path;
}

/** Changes the manifest, and seals it again. */
async function forge(path: string, change: (manifest: SessionManifest) => void): Promise<void> {
  const file = join(path, MANIFEST);
  const sealed = JSON.parse(await readFile(file, 'utf8')) as SessionManifest & { seal: string };
  const manifest: SessionManifest = sealed;
  Reflect.deleteProperty(sealed, 'seal');
  change(manifest);
  await writeFile(file, JSON.stringify({ ...manifest, seal: canonicalHash(manifest) }));
}

/** Changes the text of a file, and tells the manifest of it. */
async function forgeFile(path: string, name: string, from: string | RegExp, to: string): Promise<void> {
  const file = join(path, 'both', name);
  const text = await readFile(file, 'utf8');
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  await writeFile(file, other);
  await forge(path, ({ runs: [{ files }] }) => {
    const rows = name.endsWith('.csv') ? papa.parse(other.trim()).data.length - 1 : null;
    const sha256 = createHash('sha256').update(other).digest('hex');
    Object.assign(files[name], { rows, bytes: Buffer.byteLength(other), sha256 });
  });
}

describe('the folder of a session', () => {
  test('has what the scores were computed from and gave, and is reproduced without a database', async () => {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as SessionManifest;
    const [{ files, ...one }] = manifest.runs;
    expect(manifest).toMatchObject({ program: 'greyoak export session', date: DATE, pricesAdjusted: false });
    expect(one).toEqual({
      ...{
        id: expect.any(Number),
        modes: ['TRADER', 'INVESTOR'],
        method: 'greyoak-1.1',
        thresholdSet: 'production',
      },
      ...{ methodHash: expect.any(String), sectorsHash: expect.any(String), inputsHash: expect.any(String) },
      ...{ readBatch: expect.any(Number), recordedAt: expect.any(String), codeVersion: expect.any(String) },
    });
    expect(Object.keys(files).sort()).toEqual([...RUN_FILES].sort());
    const rows = Object.fromEntries(
      Object.entries(files).flatMap(([name, file]) =>
        name.endsWith('.csv') ? [[name.slice(0, -4), file.rows]] : [],
      ),
    );
    // What was known on the day: no fact of the 8th, and of the indices only that of the method.
    expect(rows).toMatchObject({
      ...{ companies: 4, indices: 1, actions: 2, fundamentals: 1, statements: 3, shareholding: 2, events: 2 },
      ...{ symbols: 1, classifications: expect.any(Number), isins: 3, sessions: expect.any(Number), bars: 9 },
      ...{
        scores: 4,
        features: 2,
        metrics: 2,
        index_returns: 3,
        components: expect.any(Number),
        pillars: 24,
      },
      ...{ penalties: 20, guardrails: 24, sector_momentum: 2, not_scored: 2 },
    });
    expect(await reproduce(folder)).toEqual({ code: 0, out: expect.stringMatching(DONE), err: '' });
  });

  test('has the same rows as Parquet, and the scores of the store', async () => {
    for (const name of RUN_FILES.filter((file) => file.endsWith('.csv'))) {
      const { data } = papa.parse<string[]>(
        (await readFile(join(folder, 'both', name), 'utf8')).slice(1).trimEnd(),
      );
      const bytes = await readFile(join(folder, 'both', name.replace('.csv', '.parquet')));
      const objects = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
      expect([name, objects.length]).toEqual([name, data.length - 1]);
      const [header, ...rows] = data;
      const written = objects.map((row) => header.map((column) => fieldOf(row[column])));
      expect([name, written]).toEqual([name, rows]);
    }
    const { out } = await greyoak('export', 'scores', '--from', DATE, '--to', DATE, '--json');
    const stored = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { data } = papa.parse<Record<string, string>>(
      (await readFile(join(folder, 'both', 'scores.csv'), 'utf8')).slice(1),
      { header: true, skipEmptyLines: true },
    );
    expect(data).toHaveLength(4);
    for (const score of data) {
      const other =
        stored.find(({ mode, ticker }) => mode === score['mode'] && ticker === score['ticker']) ?? {};
      for (const [name, field] of Object.entries(score)) {
        expect([name, field]).toEqual([name, String(other[name] ?? '')]);
      }
    }
  });

  test('has the same bytes when the session is exported again, and after corrections', async () => {
    const before = await bytesOf(folder);
    const again = join(home, 'again');
    expect(await greyoak('export', 'session', '--date', DATE, '--out', again)).toMatchObject({ code: 0 });
    expect(await bytesOf(again)).toEqual(before);
    // A correction of a later session leaves this one as it was.
    await writeSmallMarket(join(home, 'facts'), {
      'prices.csv': 'ticker,date,open,high,low,close,volume,value\nALPHA,2024-10-08,1,9,1,5,60000,6000000\n',
    });
    expect(await greyoak('import', join(home, 'facts'))).toMatchObject({ code: 0 });
    const later = join(home, 'later');
    await greyoak('export', 'session', '--date', DATE, '--out', later);
    expect(await bytesOf(later)).toEqual(before);
  });

  test('is reproduced when the store has other facts and scores since', async () => {
    const other = join(home, 'other');
    await writeSmallMarket(join(home, 'facts'), {
      'prices.csv':
        'ticker,date,open,high,low,close,volume,value\nALPHA,2024-10-07,104,106,103,105.5,60000,6000000\n',
      'companies.csv': FACTS['companies.csv'],
    });
    expect(await greyoak('import', join(home, 'facts'))).toMatchObject({ code: 0 });
    expect(await greyoak('export', 'session', '--date', DATE, '--out', other)).toMatchObject({ code: 0 });
    const closeIn = async (path: string) =>
      /ALPHA\.NS,2024-10-07,104,106,103,([\d.]+)/.exec(
        await readFile(join(path, 'both', 'bars.csv'), 'utf8'),
      )?.[1];
    expect(await Promise.all([folder, other].map(closeIn))).toEqual(['105.1', '105.5']);
    for (const path of [folder, other]) expect(await reproduce(path)).toMatchObject({ code: 0 });
  });

  test('has a folder for each mode where these were scored by different runs', async () => {
    const pool = guardPool(new pg.Pool({ connectionString: url }));
    const date = '2024-10-04' as IsoDate;
    await scoreSpan(pool, await loadSetup(), { from: date, to: date, mode: 'TRADER', again: true });
    await pool.end();
    const two = join(home, 'two');
    expect(await greyoak('export', 'session', '--date', '2024-10-04', '--out', two)).toMatchObject({
      code: 0,
    });
    expect((await readdir(two)).sort()).toEqual(['investor', 'manifest.json', 'trader']);
    expect((await reproduce(two)).out).toMatch(
      /^2 of 2 runs of 2024-10-04 reproduced from .+, 4 scores and /,
    );
  });

  test('can be of a method that computes features otherwise', async () => {
    const method = 'config/method-1.0.yaml';
    expect(await greyoak('score', '--from', DATE, '--to', DATE, '--method', method)).toMatchObject({
      code: 0,
    });
    const out = join(home, 'former');
    const exported = await greyoak(
      'export',
      'session',
      '--date',
      DATE,
      '--method',
      'greyoak-1.0',
      '--out',
      out,
    );
    expect(exported).toMatchObject({ code: 0 });
    expect(await readFile(join(out, 'both', 'method.yaml'), 'utf8')).toBe(await readFile(method, 'utf8'));
    expect(await reproduce(out)).toMatchObject({ code: 0 });
  });
});

describe('a folder that is not as it was written', () => {
  const refused = async (change: (path: string) => Promise<unknown>, what: string) => {
    expect(await reproduce(await copied(change))).toEqual({
      code: 1,
      out: '',
      err:
        `greyoak: Expected a folder as "greyoak export session" wrote it, but ${what}. Copy it again from where it was ` +
        'made, or export the session again.\n',
    });
  };

  test('is refused with the name of any file in which a bit was turned', async () => {
    for (const name of RUN_FILES) {
      const flip = async (path: string) => {
        const file = join(path, 'both', name);
        const bytes = await readFile(file);
        bytes[Math.floor(bytes.length / 2)] ^= 1;
        await writeFile(file, bytes);
      };
      await refused(flip, `both/${name} has other bytes than were written`);
    }
    await refused(
      (path) => forgeText(path, '"pricesAdjusted": false', '"pricesAdjusted": true '),
      'manifest.json was changed',
    );
  }, 60_000);

  const forgeText = async (path: string, from: string, to: string) => {
    const file = join(path, MANIFEST);
    await writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  };

  test('is refused where a file is missing, cut off, longer, in addition or a link', async () => {
    const bars = (path: string) => join(path, 'both', 'bars.csv');
    const { size } = await stat(bars(folder));
    await refused((path) => rm(bars(path)), 'both/bars.csv is missing');
    await refused((path) => truncate(bars(path), 100), `both/bars.csv has 100 bytes of ${size}`);
    await refused((path) => appendFile(bars(path), 'x'), `both/bars.csv has ${size + 1} bytes of ${size}`);
    await refused((path) => writeFile(join(path, 'both', '.x'), ''), 'both/.x is in addition');
    await refused((path) => writeFile(join(path, 'x'), ''), 'x is in addition');
    await refused((path) => rm(join(path, 'both'), { recursive: true }), 'both is missing');
    await refused(async (path) => {
      await rm(join(path, 'both'), { recursive: true });
      await symlink(join(folder, 'both'), join(path, 'both'));
    }, 'both is no folder');
    const linked = await copied(async (path) => {
      await rm(bars(path));
      await symlink(bars(folder), bars(path));
    });
    expect(await reproduce(linked)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/bars\.csv is a link: expected a regular file/),
    });
  });

  test('is refused where its manifest is none, of another program, newer, or too long', async () => {
    const file = (path: string) => join(path, MANIFEST);
    expect(await reproduce(join(home, 'nowhere'))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/manifest\.json cannot be read: it does not exist/),
    });
    for (const text of ['', '{', '[]', 'null', '{"program":"greyoak backup","format":1}', '\u0000']) {
      const path = await copied((copy) => writeFile(file(copy), text));
      expect(await reproduce(path)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^greyoak: Expected the manifest of a session/),
      });
    }
    const newer = await copied((path) =>
      writeFile(file(path), '{"program":"greyoak export session","format":2}'),
    );
    expect(await reproduce(newer)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^greyoak: Expected a session of format 1 or older, got format 2/),
    });
    await refused(
      (path) => writeFile(file(path), ' '.repeat(300_000)),
      'manifest.json is longer than 262144 bytes',
    );
    // A name that leads out of the folder is none of the format.
    const outside = await copied((path) =>
      forge(path, ({ runs: [{ files }] }) =>
        Object.assign(files, { '../../day/manifest.json': files['bars.csv'] }),
      ),
    );
    expect(await reproduce(outside)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/manifest\.json has another layout \(runs\.0\.files/),
    });
  });

  test('ends with 4 and names what differs where hashes were made to fit', async () => {
    const score = await copied((path) =>
      forgeFile(path, 'scores.csv', /(TRADER,ALPHA\.NS,it[^,]*,[^,]*,)[\d.]+/, '$199.5'),
    );
    const { code, out } = await reproduce(score);
    expect(code).toBe(4);
    expect(out).toMatch(
      new RegExp(
        '^Run \\d+ of 2024-10-07 is not reproduced\\. The inputs are the same, but what is computed from them is not\\.\n' +
          '  scores of TRADER ALPHA\\.NS: value is 99\\.5 in the folder, and computed as [\\d.]+\n' +
          '0 of 1 runs of 2024-10-07 reproduced from ',
      ),
    );
    const bar = await copied((path) => forgeFile(path, 'bars.csv', '105.1', '105.2'));
    const changed = await reproduce(bar);
    expect(changed).toMatchObject({ code: 4, err: '' });
    expect(changed.out).toMatch(
      /The facts in the folder are not those that the run read, .+\n {2}scores of |features of ALPHA/,
    );
    const row = await copied((path) =>
      forgeFile(path, 'penalties.csv', /TRADER,ALPHA\.NS,PLEDGE[^\n]*\n/, ''),
    );
    expect((await reproduce(row)).out).toContain(
      'penalties of TRADER ALPHA.NS PLEDGE: no row is in the folder, but one is computed',
    );
  });

  test('is refused where hashes were made to fit and a field is none that is written', async () => {
    const cases: [string, string | RegExp, string, RegExp][] = [
      ['bars.csv', '105.1', '1e999', /in bars\.csv, line \d+, expected a number, got "1e999"/],
      ['bars.csv', '2024-10-07', '2024-13-07', /expected a date such as 2024-10-08, got "2024-13-07"/],
      [
        'bars.csv',
        'ALPHA.NS,2024-09-30',
        'ALPHA.NS,2024-10-09',
        /expected bars of ALPHA\.NS in the order of their days/,
      ],
      ['companies.csv', 'ALPHA.NS', '../x', /expected a ticker such as TCS\.NS, got "\.\.\/x"/],
      ['statements.csv', 'ticker', 'tick', /statements\.csv does not have the columns ticker,/],
      ['actions.csv', 'SPLIT', 'THEFT', /the facts of run \d+ cannot be scored/],
      [
        'method.yaml',
        'name: greyoak-1.1',
        'name: greyoak-9',
        /method\.yaml is not the method that its run names/,
      ],
    ];
    for (const [name, from, to, message] of cases) {
      const path = await copied((copy) => forgeFile(copy, name, from, to));
      expect([name, await reproduce(path)]).toEqual([
        name,
        { code: 1, out: '', err: expect.stringMatching(message) },
      ]);
    }
  });
});

describe('a session that cannot be exported', () => {
  test('is refused, and nothing is written', async () => {
    const out = join(home, 'none');
    const cases: [string[], number, RegExp][] = [
      [['session', '--date', '2024-13-01'], 1, /Expected a date such as 2024-10-08, got "2024-13-01"/],
      [
        ['session', '--date', '2023-10-09'],
        1,
        /Expected a day that was scored, but 2023-10-09 has no scores by greyoak-1\.1/,
      ],
      [
        ['session', '--date', DATE, '--method', 'x'],
        1,
        /Expected a method that the store has scores of, got "x"/,
      ],
      [
        ['session', '--date', DATE, '--from', DATE],
        2,
        /'--date <date>' cannot be used with option '--from <date>'/,
      ],
      [['scores', '--date', DATE], 2, /expected --from and --to with scores, got --date/],
    ];
    for (const [args, code, message] of cases) {
      expect(await greyoak('export', ...args, '--out', out)).toEqual({
        code,
        out: '',
        err: expect.stringMatching(message),
      });
    }
    await mkdir(out);
    expect(await greyoak('export', 'session', '--date', DATE, '--out', out)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^greyoak: Expected a folder that does not exist, but .+none exists/),
    });
    expect((await readdir(dirname(out))).filter((name) => name.includes('partial'))).toEqual([]);
    expect(await run(['reproduce', folder, '--date', DATE])).toMatchObject({
      code: 1,
      err: 'greyoak: Expected a folder or options, got both: leave one of them out.\n',
    });
  });
});

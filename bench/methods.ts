/**
 * What a second method costs in addition to the first one: the time to score the whole history, the size of the database, and the memory
 * of the service that serves both. Each part uses its own embedded PostgreSQL, with the settings of real use.
 *
 *   npm --prefix bench run methods -- [FOLDER] [--other NAME]
 *
 * Without a folder it takes the sample market, and greyoak-2.0 as the other method.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDatabase } from '../src/database/openDatabase.js';
import { dayInIndia } from '../src/market/day.js';
import { writeSample } from '../src/market/sample/writeSample.js';
import { importFolder } from '../src/market/store/importFolder.js';
import { updateFeatures } from '../src/market/store/updateFeatures.js';
import { configuredSetup } from '../src/runs/configuredSetup.js';
import { scoreOutdated } from '../src/runs/scoreOutdated.js';
import { setupsOf } from '../src/runs/setupsOf.js';
import { readSettings } from '../src/settings.js';
import { fromCaller } from './harness/options.js';
import { digits, print, printHead, printTable } from './harness/report.js';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { other: { type: 'string', default: 'greyoak-2.0' }, tiny: { type: 'boolean' } },
});
const temporary = await mkdtemp(join(tmpdir(), 'greyoak-bench-'));
const [given] = positionals;
const folder = given === undefined ? join(temporary, 'sample') : fromCaller(given);
if (given === undefined) await writeSample(folder);

interface Cost {
  readonly methods: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly memory: number;
}

async function costOf(home: string, env: Readonly<Record<string, string>>): Promise<Cost> {
  const setup = await configuredSetup(readSettings(env));
  const database = await openDatabase({ home });
  await importFolder(database.pool, folder, { today: dayInIndia(new Date()) });
  await updateFeatures(database.pool);
  const start = performance.now();
  await scoreOutdated(database.pool, setup);
  const seconds = (performance.now() - start) / 1000;
  const { rows } = await database.pool.query<{ bytes: number }>(
    'SELECT pg_database_size(current_database()) AS bytes',
  );
  await database.close();
  const memory = await memoryOfService(
    home,
    env,
    setupsOf(setup).map(({ method }) => method.name),
  );
  return { methods: setupsOf(setup).length, seconds, bytes: rows[0].bytes, memory };
}

/** Starts the service, reads pages of the newest days of each method, and returns the memory that it then has. */
async function memoryOfService(
  home: string,
  env: Readonly<Record<string, string>>,
  methods: readonly string[],
): Promise<number> {
  const service = spawn(
    process.execPath,
    [fileURLToPath(new URL('../bin/greyoak.js', import.meta.url)), 'serve'],
    {
      env: { ...process.env, ...env, GREYOAK_HOME: home, PORT: '0', LOG_LEVEL: 'info', SAMPLE: 'off' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await urlOf(service);
  for (let round = 0; round < 50; round++) {
    for (const method of methods) {
      for (const mode of ['TRADER', 'INVESTOR']) await page(url, method, mode);
    }
  }
  const status = await readFile(`/proc/${service.pid}/status`, 'utf8');
  service.kill('SIGTERM');
  await new Promise((resolve) => service.once('exit', resolve));
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  let out = '';
  for await (const chunk of stdout ?? []) {
    out += String(chunk);
    if (out.includes('"msg":"ready"')) break;
  }
  return /Server listening at (http:[^"]+)"/.exec(out)?.[1] ?? '';
}

async function page(url: string, method: string, mode: string): Promise<void> {
  const query = `{ stocks(mode: ${mode}, method: "${method}", first: 50) {
    nodes { ticker score(mode: ${mode}, method: "${method}") { value band previous { value } } }
  } }`;
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await answer.json()) as { readonly errors?: unknown };
  if (errors !== undefined) throw new Error(`expected a page, got ${JSON.stringify(errors)}`);
}

try {
  printHead(
    'Two methods at once: the history scored and stored, the database, and the service that serves both',
  );
  const one = await costOf(join(temporary, 'one'), {});
  const two = await costOf(join(temporary, 'two'), { METHODS: values.other });
  const megabytes = (bytes: number): string => digits(Math.round(bytes / 1e6));
  printTable(
    ['methods', 'history, seconds', 'database, MB', 'memory of the service, MB'],
    [one, two].map(({ methods, seconds, bytes, memory }) => [
      digits(methods),
      digits(seconds),
      megabytes(bytes),
      megabytes(memory),
    ]),
  );
  const ratio = (of: (cost: Cost) => number): string => `${digits(of(two) / of(one))} ×`;
  print(
    `Against one method: ${ratio(({ seconds }) => seconds)} its time, ${ratio(({ bytes }) => bytes)} its database, ` +
      `${ratio(({ memory }) => memory)} its memory.\n`,
  );
} finally {
  await rm(temporary, { recursive: true, force: true });
}

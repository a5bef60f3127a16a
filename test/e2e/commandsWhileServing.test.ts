/** Commands as processes, next to a service on the same home that starts, serves and is killed. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { refuseIfLocked } from '../../src/database/embedded/homeLock.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import {
  GreyoakProcess,
  postmasterOf,
  removeHome,
  socketsOf,
  until,
} from '../support/process/greyoakProcess.js';
import { endServices, readyAt, serve } from '../support/process/services.js';
import { withoutProgress } from '../support/process/withoutProgress.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
let home: string;
let market: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  home = join(folder, 'home');
  market = join(folder, 'market');
  await mkdir(home, { mode: 0o755 });
  await mkdir(market);
  await writeSmallMarket(market);
});
afterAll(async () => {
  await endServices();
  await removeHome(home);
  await remove(folder);
}, 60_000);

const greyoak = (...args: readonly string[]) => new GreyoakProcess(args, { GREYOAK_HOME: home });

async function outcome(command: GreyoakProcess) {
  const code = await command.end();
  return { code, err: withoutProgress(command.err) };
}

const DONE = { code: 0, err: '' };
const WAITED = { code: 0, err: expect.stringMatching(/^(greyoak: waiting for .+\n)*$/) };

test('commands that start at once or with a service do their work, and outlive a service that is killed', async () => {
  const both = [greyoak('import', market), greyoak('users', 'list')];
  expect(await Promise.all(both.map(outcome))).toEqual([WAITED, WAITED]);

  const service = serve({ GREYOAK_HOME: home });
  const lock = join(await socketsOf(home), 'lock');
  await until('the service holds its home', () =>
    refuseIfLocked(lock, home).then(
      () => false,
      () => true,
    ),
  );
  expect(await outcome(greyoak('keys', 'list'))).toEqual(WAITED);
  await readyAt(service);

  const store = new pg.Client({ host: await socketsOf(home), user: 'greyoak', database: 'greyoak' });
  store.on('error', () => undefined);
  await store.connect();
  // The lock of facts, for which an import waits.
  await store.query('SELECT pg_advisory_lock(7301001)');
  await writeSmallMarket(market, {
    'companies.csv':
      'ticker,name,isin,industry,sector_group\nALPHA,Alpha Renamed Ltd.,INE000A01001,Information Technology,\n',
  });
  const importing = greyoak('import', market);
  await until('the import waits', async () => {
    if (!importing.isRunning) throw new Error(`the import ended: ${importing.err}`);
    const { rowCount } = await store.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
    );
    return rowCount !== 0;
  });
  service.kill('SIGKILL');
  await service.end();
  await store.end();
  // Its server runs on, and ends with the next one that starts.
  expect(await outcome(importing)).toEqual(DONE);
  const leftover = await postmasterOf(home);

  const again = serve({ GREYOAK_HOME: home });
  const response = await fetch(`${await readyAt(again)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query: '{ stock(ticker: "ALPHA") { name } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { stock: { name: 'Alpha Renamed Ltd.' } } });
  expect(await postmasterOf(home)).not.toBe(leftover);
  again.kill('SIGTERM');
  expect(await again.end()).toBe(0);
}, 180_000);

/** The sample market on a machine whose clock is behind its last session. */
import { afterAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../src/database/openDatabase.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { seedSample } from '../../src/runs/seedSample.js';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';

afterAll(closeTestDatabases);

/** A database whose clock stands still. */
async function databaseAt(time: string): Promise<string> {
  const url = await createTestDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Ours is found before that of PostgreSQL.
  await client.query(
    `CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS 'SELECT timestamptz ''${time}''';
     ALTER DATABASE ${new URL(url).pathname.slice(1)} SET search_path = public, pg_catalog`,
  );
  await client.end();
  return url;
}

test('has closed all its sessions, whatever the time', async () => {
  const database = await openDatabase({ url: await databaseAt('2025-03-03T05:00:00Z'), home: '' });
  try {
    await seedSample(database.pool, await loadSetup(), { info: () => undefined });
    const { rows } = await database.pool.query(
      `SELECT count(*) > 0 AS scored, bool_or(provisional) AS provisional, max(finished_at) AS at,
         (SELECT count(*) FROM graphile_worker.jobs WHERE key LIKE 'close %') AS closes FROM runs`,
    );
    const at = new Date('2025-03-03T05:00:00Z');
    expect(rows).toEqual([{ scored: true, provisional: false, at, closes: 0 }]);
  } finally {
    await database.close();
  }
}, 120_000);

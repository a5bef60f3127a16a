/** The chain of the audit: complete and in order whatever commits when, and proof of each change. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { AuditChain } from '../../../src/access/audit/auditChain.js';
import type { AuditEntry } from '../../../src/access/audit/auditEntry.js';
import { headText, type ChainHead } from '../../../src/access/audit/chainedEntry.js';
import { chainPending } from '../../../src/access/audit/chainPending.js';
import { pruneChain } from '../../../src/access/audit/pruneChain.js';
import { recordAudit } from '../../../src/access/audit/recordAudit.js';
import { verifyChain } from '../../../src/access/audit/verifyChain.js';
import { AuthKey } from '../../../src/access/authKey.js';
import type { Database } from '../../../src/database/database.js';
import { typeParsers } from '../../../src/database/typeParsers.js';
import { inSnapshot, inTransaction, LOCKS } from '../../../src/database/transaction.js';
import {
  asOwner,
  closeTestDatabases,
  openAgain,
  openTestDatabase,
  ownerUrl,
} from '../../support/database/testDatabase.js';

const KEY = new AuthKey(Buffer.alloc(32, 7));
const ENTRY: AuditEntry = {
  ...{ action: 'KEY_CREATED', result: 'DONE', subject: 'ApiKey:1' },
  actor: { userId: 7, apiKeyId: 3, address: '192.0.2.1', operationName: 'Add' },
  details: { scopes: 'SCORES_READ', expiresInDays: 90, operationsPerMinute: null, isNew: true },
};

let database: Database;
const chains: AuditChain[] = [];

beforeAll(async () => {
  database = await openTestDatabase('schema', { poolSize: 40 });
});
afterEach(async () => {
  for (const chain of chains.splice(0)) await chain.stop();
  await asOwner(database, 'TRUNCATE audit_entries, audit_chain, audit_pending, audit_anchor');
});
afterAll(closeTestDatabases);

const verify = (head: ChainHead | null = null, authKey = KEY) =>
  inSnapshot(database.pool, (client) => verifyChain(client, authKey, head));
const textsOf = async (head: ChainHead | null = null) =>
  (await verify(head)).findings.map(({ seq, text }) => `${seq ?? '-'} ${text}`);

async function record(count: number, entry: AuditEntry = ENTRY): Promise<void> {
  for (let k = 0; k < count; k++) await recordAudit(database.pool, entry);
}

/** Records entries, chains them, and returns their ids. */
async function chained(count: number): Promise<readonly number[]> {
  await record(count);
  expect(await chainPending(database.pool, KEY)).toBe(count);
  const { rows } = await database.pool.query<{ entry_id: number }>(
    'SELECT entry_id FROM audit_chain ORDER BY seq',
  );
  return rows.map(({ entry_id }) => entry_id);
}

async function startChain(of: Database = database): Promise<AuditChain> {
  const chain = new AuditChain(of, KEY, { retryMs: 50, heartbeatMs: 500 });
  chains.push(chain);
  await chain.start();
  return chain;
}

/** Waits until every entry is chained. */
async function untilChained(): Promise<void> {
  const left = 'SELECT count(*) AS count FROM audit_pending';
  for (;;) {
    const { rows } = await database.pool.query<{ count: number }>(left);
    if (rows[0].count === 0) return;
    await wait(10);
  }
}

describe('chaining', () => {
  test('appends each entry once, with two workers and transactions that commit out of order', async () => {
    const other = await openAgain(database, {});
    await Promise.all([startChain(), startChain(other)]);
    await Promise.all(
      Array.from({ length: 30 }, async (_, k) => {
        const client = await database.pool.connect();
        await inTransaction(client, async () => {
          await recordAudit(client, { ...ENTRY, details: { k } });
          // Later ones of other transactions are chained meanwhile.
          await client.query('SELECT pg_sleep($1)', [((k * 7) % 10) / 40]);
          await recordAudit(client, { ...ENTRY, details: { k } });
          if (k % 5 === 0) throw new Error('rolled back');
        }).catch(() => undefined);
        client.release();
      }),
    );
    await untilChained();
    const report = await verify();
    expect([report.entries, report.head.seq, report.findings]).toEqual([48, 48, []]);
    const { rows } = await database.pool.query(
      'SELECT FROM audit_chain AS a JOIN audit_chain AS b ON b.seq = a.seq + 1 AND b.entry_id < a.entry_id',
    );
    // They were indeed chained in another order than that of their ids.
    expect(rows.length).toBeGreaterThan(0);
  });

  test('goes on where the connections are lost, and tells its head', async () => {
    const chain = await startChain();
    await record(1);
    await untilChained();
    await database.jobs.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    for (;;) {
      const failed = await record(1).then(
        () => false,
        () => true,
      );
      if (!failed) break;
    }
    await untilChained();
    while (chain.state.head.seq < 2) await wait(10);
    expect((await verify()).findings).toEqual([]);
    expect(chain.state).toEqual({ head: (await verify()).head, waitingSeconds: 0 });
  });

  test('is not waited for by acts: they commit while another holds its lock', async () => {
    await startChain();
    const client = await database.jobs.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS.audit]);
    await record(3);
    expect((await database.pool.query('SELECT FROM audit_chain')).rowCount).toBe(0);
    await client.query('SELECT pg_advisory_unlock($1)', [LOCKS.audit]);
    client.release();
    await untilChained();
    expect((await verify()).entries).toBe(3);
  });

  test('passes over what was put among the waiting by hand', async () => {
    const [id] = await chained(1);
    await database.pool.query('INSERT INTO audit_pending (entry_id) VALUES ($1), (999999999)', [id]);
    await record(1);
    expect(await chainPending(database.pool, KEY)).toBe(1);
    expect([(await verify()).entries, await textsOf()]).toEqual([2, []]);
  });

  test('reports a chain that no longer has the head that it has seen', async () => {
    const failures: Error[] = [];
    const chain = new AuditChain(database, KEY, { onFailure: (error) => failures.push(error) });
    chains.push(chain);
    await chain.start();
    await record(3);
    while (chain.state.head.seq < 3) await wait(10);
    await asOwner(database, 'DELETE FROM audit_chain WHERE seq = 3');
    while (failures.length === 0) await wait(10);
    expect(failures[0].message).toMatch(
      /^Expected the chain of the audit to go on from 3:[0-9a-f]{64}, got another/,
    );
  });
});

describe('tampering', () => {
  const CHANGED = 'the entry or its link was changed, moved or inserted';
  test.each([
    ["at = at + interval '1 microsecond'"],
    ["action = 'KEY_REVOKED'"],
    ["result = 'DENIED'"],
    ['user_id = 8'],
    ['api_key_id = NULL'],
    ["address = '192.0.2.2'"],
    ['operation_name = NULL'],
    ["subject = 'ApiKey:2'"],
    [`details = details || '{"expiresInDays": 90.0}'`],
    ["details = '{}'"],
  ])('finds an entry that was edited: %s', async (change) => {
    const ids = await chained(5);
    await asOwner(database, `UPDATE audit_entries SET ${change} WHERE id = ${ids[2]}`);
    expect(await textsOf()).toEqual([`3 ${CHANGED}`]);
    expect((await verify()).findings[0].entryId).toBe(ids[2]);
  });

  test('finds entries that were deleted, with and without their links', async () => {
    const ids = await chained(6);
    await asOwner(database, `DELETE FROM audit_entries WHERE id IN (${ids[1]}, ${ids[3]})`);
    expect(await textsOf()).toEqual(['2 the entry was deleted', '4 the entry was deleted']);
    await asOwner(database, 'DELETE FROM audit_chain WHERE seq IN (1, 4)');
    expect(await textsOf()).toEqual([
      expect.stringMatching(/^2 the link follows 0: 1 are missing/),
      expect.stringMatching(/^5 the link follows 3: 1 are missing/),
      expect.stringMatching(/^- the entry is not in the chain/),
    ]);
  });

  test('finds a gap that was closed by other numbers', async () => {
    const ids = await chained(5);
    await asOwner(
      database,
      `DELETE FROM audit_entries WHERE id = ${ids[2]}; DELETE FROM audit_chain WHERE seq = 3;
       UPDATE audit_chain SET seq = 3 WHERE seq = 4; UPDATE audit_chain SET seq = 4 WHERE seq = 5`,
    );
    expect(await textsOf()).toEqual([`3 ${CHANGED}`, `4 ${CHANGED}`]);
  });

  test('finds an entry that was inserted past the trigger, into the chain, or with a time of its choice', async () => {
    await chained(3);
    const insert = `INSERT INTO audit_entries (at, action, result) VALUES (now() - interval '1 day', 'SIGN_IN', 'DONE')`;
    await asOwner(
      database,
      `ALTER TABLE audit_entries DISABLE TRIGGER note_audit_entries; ${insert};
       ALTER TABLE audit_entries ENABLE TRIGGER note_audit_entries`,
    );
    expect(await textsOf()).toEqual([expect.stringMatching(/^- the entry is not in the chain/)]);
    await asOwner(
      database,
      `INSERT INTO audit_chain SELECT 4, max(id), decode(repeat('00', 32), 'hex') FROM audit_entries`,
    );
    expect(await textsOf()).toEqual([`4 ${CHANGED}`]);
    await asOwner(
      database,
      'DELETE FROM audit_chain WHERE seq = 4; DELETE FROM audit_entries WHERE id NOT IN (SELECT entry_id FROM audit_chain)',
    );
    // Even a worker that chains it cannot hide it.
    await asOwner(database, insert);
    await chainPending(database.pool, KEY);
    expect(await textsOf()).toEqual([
      expect.stringMatching(/^4 the entry claims the time .* but was inserted/),
    ]);
  });

  test('finds entries that were reordered', async () => {
    const ids = await chained(5);
    await asOwner(
      database,
      `UPDATE audit_chain SET entry_id = -1 WHERE seq = 2; UPDATE audit_chain SET entry_id = ${ids[1]} WHERE seq = 4;
       UPDATE audit_chain SET entry_id = ${ids[3]} WHERE seq = 2`,
    );
    expect(await textsOf()).toEqual([`2 ${CHANGED}`, `4 ${CHANGED}`]);
  });

  test('finds a tail that was cut against a head that was kept, also where the chain goes on', async () => {
    await chained(5);
    const { head } = await verify();
    expect(await textsOf(head)).toEqual([]);
    await asOwner(
      database,
      `DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_chain WHERE seq >= 4);
       DELETE FROM audit_chain WHERE seq >= 4`,
    );
    expect(await textsOf()).toEqual([]);
    expect(await textsOf(head)).toEqual([
      expect.stringContaining(
        `5 the head ${headText(head)} that was kept is not in the chain: the chain ends at 3:`,
      ),
    ]);
    await chained(2).catch(() => undefined);
    expect(await textsOf(head)).toEqual([expect.stringContaining('it has another hash there')]);
    await asOwner(database, 'TRUNCATE audit_entries, audit_chain');
    expect(await textsOf(head)).toEqual([expect.stringContaining('the chain ends at 0:')]);
  });

  test('finds an entry that waits for long, and none with the key of another service', async () => {
    await record(1);
    expect(await textsOf()).toEqual([]);
    await asOwner(database, "UPDATE audit_pending SET since = since - interval '11 seconds'");
    expect(await textsOf()).toEqual([expect.stringMatching(/^- the entry waits to be chained since/)]);
    await chained(0).catch(() => undefined);
    const { findings } = await verify(null, new AuthKey(Buffer.alloc(32, 8)));
    expect(findings.map(({ text }) => text)).toEqual([
      `${CHANGED}, or AUTH_KEY is another than that of the service`,
    ]);
  });

  test('lists the first findings, and counts all', async () => {
    await chained(1);
    await database.pool.query(
      `INSERT INTO audit_entries (action, result) SELECT 'SIGN_IN', 'DONE' FROM generate_series(1, 300)`,
    );
    await asOwner(database, 'TRUNCATE audit_pending');
    const { count, findings } = await verify();
    expect([count, findings.length]).toEqual([300, 100]);
  });
});

describe('pruning', () => {
  const prune = async (age: string) => {
    const owner = new pg.Client({ connectionString: ownerUrl(database), types: typeParsers() });
    await owner.connect();
    return pruneChain(owner, KEY, age).finally(() => owner.end());
  };
  /** Five entries of six years ago, and three of now. */
  const fill = async () => {
    await database.pool.query(
      `INSERT INTO audit_entries (at, action, result)
       SELECT now() - interval '6 years' + k * interval '1 second', 'SIGN_IN', 'DONE' FROM generate_series(1, 5) AS k`,
    );
    await chainPending(database.pool, KEY);
    await record(3);
    await chainPending(database.pool, KEY);
  };

  test('leaves an anchor that the rest verifies from, and an entry of its own', async () => {
    await fill();
    expect(await prune('7 years')).toEqual({ entries: 0, upTo: 0 });
    expect(await prune('5 years')).toEqual({ entries: 5, upTo: 5 });
    await chainPending(database.pool, KEY);
    expect(await verify()).toMatchObject({ entries: 4, head: { seq: 9 }, prunedTo: 5, count: 0 });
    const { rows } = await database.pool.query('SELECT * FROM audit_entries ORDER BY id DESC LIMIT 1');
    expect(rows[0]).toMatchObject({ action: 'DELETED', details: { entries: 5, upTo: 5 } });
    expect(await prune('5 years')).toEqual({ entries: 0, upTo: 5 });
    // All that is there, and the chain still goes on.
    expect(await prune('0 seconds')).toEqual({ entries: 4, upTo: 9 });
    await chainPending(database.pool, KEY);
    expect(await verify()).toMatchObject({ entries: 1, head: { seq: 10 }, prunedTo: 9, count: 0 });
  });

  test('checks heads of before, at and after the anchor', async () => {
    await fill();
    const { rows } = await database.pool.query<ChainHead>('SELECT seq, hash FROM audit_chain ORDER BY seq');
    await prune('5 years');
    await chainPending(database.pool, KEY);
    for (const head of rows) expect([head.seq, await textsOf(head)]).toEqual([head.seq, []]);
    expect(await textsOf({ seq: 5, hash: rows[0].hash })).toHaveLength(1);
  });

  test.each([
    ['hash', `UPDATE audit_anchor SET hash = sha256('x')`],
    ['place', 'UPDATE audit_anchor SET seq = 6'],
    [
      'whole anchor, which hides entries',
      `UPDATE audit_anchor SET (seq, hash) = (SELECT seq, hash FROM audit_chain WHERE seq = 7);
       DELETE FROM audit_entries WHERE id IN (SELECT entry_id FROM audit_chain WHERE seq <= 7);
       DELETE FROM audit_chain WHERE seq <= 7`,
    ],
  ])('is proved: finds a forged %s', async (_, forge) => {
    await fill();
    await prune('5 years');
    await chainPending(database.pool, KEY);
    await asOwner(database, forge);
    expect(await textsOf()).toContainEqual(
      expect.stringContaining('the anchor is not one that "greyoak audit prune" left'),
    );
  });

  test('finds an anchor that was removed, and refuses to prune what does not verify', async () => {
    await fill();
    await prune('5 years');
    await chainPending(database.pool, KEY);
    await asOwner(database, 'DELETE FROM audit_anchor');
    expect(await textsOf()).toEqual([expect.stringContaining('6 the link follows 0: 5 are missing')]);
    await expect(prune('0 seconds')).rejects.toThrow(
      'Expected an audit that verifies, got one with 1 findings',
    );
  });
});

test('the role of the service can neither change nor remove what is recorded', async () => {
  await chained(1);
  for (const table of ['audit_entries', 'audit_chain', 'audit_anchor']) {
    const column = table === 'audit_entries' ? 'at' : 'seq';
    for (const statement of [
      `UPDATE ${table} SET ${column} = ${column}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table}`,
      `ALTER TABLE ${table} ADD COLUMN x integer`,
    ]) {
      await expect(database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
  }
  await expect(database.pool.query('ALTER TABLE audit_entries DISABLE TRIGGER ALL')).rejects.toMatchObject({
    code: '42501',
  });
  const connectionString = String(database.pool.options.connectionString);
  const client = new pg.Client({ connectionString, types: typeParsers() });
  await client.connect();
  const pruning = pruneChain(client, KEY, '0 seconds').finally(() => client.end());
  await expect(pruning).rejects.toMatchObject({ code: '42501' });
});

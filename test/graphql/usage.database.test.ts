/** How much the service is used, as operators ask for it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { answerOf, apiOver, closeApis, post, type TestApi } from '../support/http/api.js';
import { metricsOf } from '../support/http/metricsOf.js';

const USAGE = `{ usage {
  users apiKeys companies documents reportsQueued reportsRunning reportsSucceeded reportsFailed
  periods {
    days activeUsers newUsers usedApiKeys filings documents runsSucceeded runsFailed reportsSucceeded reportsFailed
  }
} }`;

let database: Database;
let api: TestApi;
beforeAll(async () => {
  database = await openTestDatabase();
  api = await apiOver(database);
}, 60_000);
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

const usage = async () => answerOf(await post(api, USAGE)).data?.['usage'];

const NOTHING = {
  ...{ documents: 0, reportsSucceeded: 0, reportsFailed: 0 },
  ...{ activeUsers: 0, newUsers: 0, usedApiKeys: 0, filings: 0, runsSucceeded: 0, runsFailed: 0 },
};

test('of an empty store is nothing', async () => {
  expect(await usage()).toEqual({
    ...{ users: 0, apiKeys: 0, companies: 0, documents: 0 },
    ...{ reportsQueued: 0, reportsRunning: 0, reportsSucceeded: 0, reportsFailed: 0 },
    periods: [1, 7, 30].map((days) => ({ days, ...NOTHING })),
  });
});

test('counts what happened in each period, each user once', async () => {
  // "In" and "out" of a period are a minute away from its beginning.
  await asOwner(
    database,
    `INSERT INTO users (id, email, name, role, active, created_at, last_sign_in_at)
       SELECT id, 'user' || id || '@example.com', 'User ' || id, 'VIEWER', id <> 6, now() - created, now() - signed_in
       FROM (VALUES
         (1, interval '100 days', interval '60 days'), (2, interval '30 days' - interval '1 minute', NULL),
         (3, interval '30 days' + interval '1 minute', NULL), (4, interval '6 days', NULL),
         (5, interval '50 days', interval '40 days'), (6, interval '2 hours', interval '1 hour'),
         (7, interval '1 hour', NULL)
       ) AS given (id, created, signed_in);
     INSERT INTO sessions (owner_id, rotated_at, created_at, last_used_at, expires_at, address)
       SELECT owner, now(), now(), now() - used, now(), '192.0.2.1' FROM (VALUES
         (1, interval '1 day' - interval '1 minute'), (1, interval '3 days'), (2, interval '1 day' + interval '1 minute'),
         (0, interval '1 minute')
       ) AS given (owner, used);
     INSERT INTO api_keys (owner_id, name, scopes, prefix, hash, expires_at, last_used_at, paused, revoked_at)
       SELECT owner, 'key', '{}', 'prefix' || row_number() OVER (), sha256('x'), now() + ends, now() - used, paused, revoked
       FROM (VALUES
         (3, interval '1 day', interval '20 days', false, NULL), (1, interval '1 day', interval '2 hours', false, NULL),
         (1, interval '1 day', interval '2 hours', true, NULL), (1, interval '-1 day', interval '31 days', false, NULL),
         (6, interval '1 day', NULL, false, NULL), (NULL, interval '1 day', interval '2 hours', false, now())
       ) AS given (owner, ends, used, paused, revoked);
     INSERT INTO audit_entries (at, action, result, user_id)
       SELECT now() - ago, 'SIGN_OUT', result, user_id FROM (VALUES
         (interval '3 days', 'DONE', 4), (interval '1 hour', 'DENIED', 5), (interval '31 days', 'DONE', 5),
         (interval '1 hour', 'DONE', 0), (interval '1 hour', 'DONE', 99), (interval '1 hour', 'DONE', NULL)
       ) AS given (ago, result, user_id);
     INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused, recorded_at)
       SELECT row_number() OVER (), dataset, 'file', 9, inserted, 2, 0, 0, now() - ago FROM (VALUES
         ('filings', 4, interval '2 hours'), ('filings', 3, interval '2 days'), ('filings', 5, interval '40 days'),
         ('prices', 9, interval '1 hour')
       ) AS given (dataset, inserted, ago);
     INSERT INTO stocks (ticker) VALUES ('A.NS');
     INSERT INTO documents (hash, stock_id, category, title, published_on, media_type, bytes, added_at, deleted_at)
       SELECT encode(sha256(n::text::bytea), 'hex'), (SELECT min(id) FROM stocks), 'OTHER', 'Title', '2024-10-08', 'text/plain', 1,
         now() - ago, deleted
       FROM (VALUES
         (1, interval '1 hour', NULL::timestamptz), (2, interval '8 days', NULL), (3, interval '60 days', NULL),
         (4, interval '1 hour', now())
       ) AS given (n, ago, deleted);
     INSERT INTO methods (hash, name, threshold_set, document) VALUES ('m', 'm', 'm', '');
     INSERT INTO sector_files (hash, document) VALUES ('s', '');
     INSERT INTO runs (id, day, status, read_batch, method_hash, sectors_hash, code_version, finished_at)
       SELECT n, '2024-10-08', status, 1, 'm', 's', '1', now() - ago FROM (VALUES
         (1, 'SUCCEEDED', interval '1 hour'), (2, 'SUCCEEDED', interval '8 days'), (3, 'FAILED', interval '2 days')
       ) AS given (n, status, ago);
     INSERT INTO reports (owner_id, kind, title, inputs, as_of, formats, status, step, error, finished_at, template_version,
         content, hash)
       SELECT 1, 'COMPANY', 'Title', '{}', '2024-10-08', '{CSV}', status, CASE status WHEN 'RUNNING' THEN 'ASK' END,
         CASE status WHEN 'FAILED' THEN 'why' END, now() - ago,
         CASE status WHEN 'SUCCEEDED' THEN 1 END, CASE status WHEN 'SUCCEEDED' THEN '{}' END,
         CASE status WHEN 'SUCCEEDED' THEN encode(sha256('{}'), 'hex') END
       FROM (VALUES
         ('QUEUED', NULL::interval), ('QUEUED', NULL), ('RUNNING', NULL), ('SUCCEEDED', '1 hour'), ('SUCCEEDED', '9 days'),
         ('SUCCEEDED', '31 days'), ('FAILED', '2 days')
       ) AS given (status, ago)`,
  );
  expect(await usage()).toEqual({
    // Without the built-in user and user 6; the keys of users 3 and 1 that count, not that of user 6.
    ...{ users: 6, apiKeys: 2, companies: 0, documents: 3 },
    ...{ reportsQueued: 2, reportsRunning: 1, reportsSucceeded: 3, reportsFailed: 1 },
    periods: [
      {
        // Users 1 and 6, although user 6 is not active any more.
        ...{ days: 1, activeUsers: 2, newUsers: 2, usedApiKeys: 3, filings: 4, documents: 1 },
        ...{ runsSucceeded: 1, runsFailed: 0, reportsSucceeded: 1, reportsFailed: 0 },
      },
      {
        // And 2 by a session, and 4, whose session has ended.
        ...{ days: 7, activeUsers: 4, newUsers: 3, usedApiKeys: 3, filings: 7, documents: 1 },
        ...{ runsSucceeded: 1, runsFailed: 1, reportsSucceeded: 1, reportsFailed: 1 },
      },
      {
        // And 3 by a key.
        ...{ days: 30, activeUsers: 5, newUsers: 4, usedApiKeys: 4, filings: 7, documents: 2 },
        ...{ runsSucceeded: 2, runsFailed: 1, reportsSucceeded: 2, reportsFailed: 1 },
      },
    ],
  });

  // Metrics read it again, not more than once a second.
  const other = await apiOver(database);
  const values: Record<string, number> = {};
  for (const { name, labels, value } of await metricsOf(other.app)) {
    values[[name, ...Object.values(labels)].join(' ')] = value;
  }
  expect(values).toMatchObject({
    ...{ greyoak_users: 6, greyoak_companies: 0, greyoak_documents: 3 },
    ...{ 'greyoak_active_users 1': 2, 'greyoak_active_users 7': 4, 'greyoak_active_users 30': 5 },
    ...{ 'greyoak_new_filings 1': 4, 'greyoak_new_filings 7': 7, 'greyoak_new_filings 30': 7 },
    ...{ 'greyoak_reports queued': 2, 'greyoak_reports running': 1 },
    ...{ 'greyoak_reports succeeded': 3, 'greyoak_reports failed': 1 },
  });
});

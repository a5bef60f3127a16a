/** What runs store is what rules are evaluated against. */
import { afterAll, expect, test } from '@jest/globals';
import { withLock } from '../../../../src/database/transaction.js';
import { readJobs } from '../../../../src/jobs/readJobs.js';
import { evaluateAlerts } from '../../../../src/live/alerts/evaluation/evaluateAlerts.js';
import { endUnscored } from '../../../../src/runs/endUnscored.js';
import { loadSetup } from '../../../../src/runs/scoringSetup.js';
import { scoreSpan } from '../../../../src/runs/scoreSpan.js';
import { day, removeFolders } from '../../../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom } from '../../../support/market/market.js';
import { closeTestDatabases, openTestDatabase } from '../../../support/database/testDatabase.js';
import { importFiles } from '../../../support/runs/store.js';

afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

test('each stored run and each withdrawal enqueues one evaluation, which reads parts of risk', async () => {
  const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 30), loadSetup()]);
  const database = await openTestDatabase();
  const { pool } = database;
  const waiting = async () => (await readJobs(pool)).filter(({ task }) => task === 'evaluate_alerts').length;
  const evaluate = async () => {
    await pool.query(`SELECT graphile_worker.remove_job('evaluate_alerts')`);
    return withLock(pool, 'alerts', evaluateAlerts);
  };
  await importFiles(database, filesOf(marketOver(sessions, 'events')));
  expect(await waiting()).toBe(0);
  const [last] = sessions.slice(-1);
  await scoreSpan(pool, setup, { from: sessions[27], to: last });
  expect(await waiting()).toBe(1);
  await pool.query(
    `INSERT INTO alert_rules (scope, name, metric, part, mode, everything, comparator, threshold, severity)
     VALUES ('EVERYBODY', 'Size', 'RISK_PART', 'SIZE', NULL, true, 'ABOVE', 69, 'LOW'),
       ('EVERYBODY', 'Score', 'SCORE', NULL, 'TRADER', true, 'ABOVE', 0, 'LOW'),
       ('EVERYBODY', 'Close', 'CLOSE', NULL, NULL, true, 'ABOVE', 0, 'LOW')`,
  );
  // 15 of the 16 stocks are in the universe, one of them without a bar of the session.
  const raised = 15 + 15 + 14;
  expect(await evaluate()).toBe(raised);
  // No capitalisation is known, and a part that is not known counts 70.
  const { rows } = await pool.query(
    `SELECT DISTINCT rule_id, day::text, value, previous FROM alerts WHERE rule_id = 1`,
  );
  expect(rows).toEqual([{ rule_id: 1, day: last, value: 70, previous: 70 }]);
  const { rows: wrong } = await pool.query(
    `SELECT FROM alerts JOIN current_scores AS scores USING (stock_id, day)
     WHERE rule_id = 2 AND mode = 'TRADER' AND alerts.value <> scores.value`,
  );
  expect(wrong).toEqual([]);
  expect([await waiting(), await evaluate()]).toEqual([0, 0]);
  await withLock(pool, 'runs', (client) =>
    endUnscored(client, new Set([day(last)]), setup.method.name, ['TRADER', 'INVESTOR']),
  );
  expect(await waiting()).toBe(1);
  await evaluate();
  const { rows: corrected } = await pool.query('SELECT corrected, count(*)::int FROM alerts GROUP BY 1');
  expect(corrected).toEqual([{ corrected: true, count: raised }]);
}, 60_000);

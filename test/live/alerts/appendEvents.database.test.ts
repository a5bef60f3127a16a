import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { withConnection } from '../../../src/database/withConnection.js';
import { readJobs } from '../../../src/jobs/readJobs.js';
import { alertLog } from '../../../src/live/alerts/alertLog.js';
import { appendEvents, type NewAlertEvent } from '../../../src/live/alerts/appendEvents.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
  await database.pool.query(
    `WITH owner AS (
       INSERT INTO users (email, name, role, password_hash) VALUES ('a@b.in', 'A', 'ANALYST', 'x') RETURNING id
     ), stock AS (INSERT INTO stocks (ticker) VALUES ('ABC.NS') RETURNING id
     ), rule AS (
       INSERT INTO alert_rules (owner_id, scope, name, metric, everything, comparator, threshold, severity)
       SELECT id, 'OWN', 'Risky', 'RISK', true, 'ABOVE', 60, 'HIGH' FROM owner RETURNING id
     ), hook AS (
       INSERT INTO webhooks (owner_id, url, paused)
       SELECT id, 'https://x.example/', paused FROM owner, (VALUES (false), (true)) AS given (paused) RETURNING id
     ), linked AS (INSERT INTO alert_rule_webhooks SELECT rule.id, hook.id FROM rule, hook)
     INSERT INTO alerts (rule_id, stock_id, day, state, severity, value, threshold, message, beyond)
     SELECT rule.id, stock.id, '2024-10-08', 'OPEN', 'HIGH', 63.2, 60, 'Risk is high.', true FROM rule, stock`,
  );
});
afterAll(closeTestDatabases);

const append = (events: readonly NewAlertEvent[], fails = false) =>
  withConnection(database.pool, (client) =>
    inTransaction(client, async () => {
      const last = await appendEvents(client, events);
      if (fails) throw new Error('killed');
      return last;
    }),
  );

const RAISED: NewAlertEvent = { alertId: 1, change: 'RAISED', value: 63.2, state: 'OPEN' };
const RESOLVED: NewAlertEvent = { alertId: 1, change: 'RESOLVED', value: 50, state: 'RESOLVED' };

describe('appending to the log of alerts', () => {
  test('gives positions without gaps, and the deliveries of the webhooks of the rule, also of a paused one', async () => {
    expect(await append([])).toBe(0);
    expect(await append([RAISED, RESOLVED])).toBe(2);
    await expect(append([RAISED], true)).rejects.toThrow('killed');
    const lasts = await Promise.all(Array.from({ length: 6 }, () => append([RAISED])));
    expect(lasts.sort()).toEqual([3, 4, 5, 6, 7, 8]);
    const { rows } = await database.pool.query(
      'SELECT webhook_id, array_agg(position ORDER BY position) AS positions FROM webhook_deliveries GROUP BY 1 ORDER BY 1',
    );
    expect(rows).toEqual([1, 2].map((webhook_id) => ({ webhook_id, positions: [1, 2, 3, 4, 5, 6, 7, 8] })));
    expect((await readJobs(database.pool)).map(({ task }) => task)).toEqual(['deliver_webhooks']);
  });

  test('gives readers the event as it was, and the alert as it is', async () => {
    await append([RAISED, RESOLVED]);
    const { end, events } = await alertLog(database).since(0, 10);
    expect(end.position).toBe(2);
    expect(events.map(({ change, event_value, event_state }) => [change, event_value, event_state])).toEqual([
      ['RAISED', 63.2, 'OPEN'],
      ['RESOLVED', 50, 'RESOLVED'],
    ]);
    expect(events[0].alert).toMatchObject({
      ...{ id: 1, rule_id: 1, day: '2024-10-08', ticker: 'ABC.NS', owner_id: 1, scope: 'OWN', value: 63.2 },
    });
    expect(await alertLog(database).endBefore(new Date(Date.now() + 1_000))).toBe(2);
  });

  test('leaves no gap where the alert was deleted with its rule', async () => {
    await append([RAISED]);
    await database.pool.query('DELETE FROM alert_rules');
    expect(await alertLog(database).events(0, 1, 10)).toEqual([
      {
        position: 1,
        change: 'RAISED',
        event_value: 63.2,
        event_state: 'OPEN',
        at: expect.any(Date),
        alert: null,
      },
    ]);
  });
});

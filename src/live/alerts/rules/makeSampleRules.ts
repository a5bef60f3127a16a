import type pg from 'pg';
import { inTransaction, withLock } from '../../../database/transaction.js';
import { evaluateAlerts } from '../evaluation/evaluateAlerts.js';

/**
 * Makes rules for everybody in a store with the sample market that has none yet, and raises what they find, so that the first
 * look at alerts is not an empty list.
 */
export async function makeSampleRules(pool: pg.Pool): Promise<void> {
  await withLock(pool, 'alerts', async (client) => {
    const { rowCount } = await inTransaction(client, () =>
      client.query(
        `INSERT INTO alert_rules (owner_id, scope, name, metric, mode, everything, comparator, threshold, rearm, severity,
           to_bands)
         SELECT 0, 'EVERYBODY', name, metric, mode::mode, true, comparator, threshold, rearm, severity::severity,
           to_bands::band[]
         FROM (VALUES
           ('Risk is high', 'RISK', NULL, 'ABOVE', 50::float8, 5::float8, 'HIGH', NULL),
           ('Investors should hold or avoid', 'BAND', 'INVESTOR', 'CHANGED', NULL, 0, 'MEDIUM', '{HOLD,AVOID}')
         ) AS rules (name, metric, mode, comparator, threshold, rearm, severity, to_bands)
         WHERE NOT EXISTS (SELECT FROM alert_rules)`,
      ),
    );
    if (rowCount !== 0) await evaluateAlerts(client);
  });
}

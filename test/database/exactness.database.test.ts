import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

async function columnsOfType(type: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
     -- Columns of views have the types of their tables.
     JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = $1 ORDER BY table_name, ordinal_position`,
    [type],
  );
  return rows.map(({ name }) => name);
}

describe('what is exact in the method is exact in the store', () => {
  test('floats are what the method computes in floats: features, momentum, and what a score observed', async () => {
    const tables = new Set((await columnsOfType('double precision')).map((name) => name.split('.')[0]));
    // Alerts say what others have computed.
    const ofAlerts = ['alert_events', 'alert_rules', 'alerts'];
    expect([...tables].sort()).toEqual([...ofAlerts, 'features', 'risks', 'scores', 'sector_momentum']);
    expect(await columnsOfType('real')).toEqual([]);
    expect((await columnsOfType('double precision')).filter((name) => name.startsWith('scores.'))).toEqual(
      [
        'confidence',
        'coverage',
        'freshness',
        'source_penalty',
        'imputed_fraction',
        'sector_z',
        'traded_value_cr',
        'pledged_fraction',
        'sigma20',
        'volatility_threshold',
      ].map((name) => `scores.${name}`),
    );
  });

  test('prices, figures, percentages, scores, pillars and penalties are numeric', async () => {
    const numeric = await columnsOfType('numeric');
    const expected = ['bars.close', 'statements.value', 'shareholding.fii_pct', 'fundamentals.pe'];
    const ofScores = ['value', 'weighted', 'before_guardrails', 'f', 's', 'penalty', 'governance_points'];
    expect(numeric).toEqual(
      expect.arrayContaining([...expected, ...ofScores.map((name) => `scores.${name}`)]),
    );
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { OWNED_TABLES } from '../../src/access/owned.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { statementsWithoutOwner } from '../support/statementsWithoutOwner.js';

afterAll(closeTestDatabases);

/** Tables that refer to users and whose rows belong to none, each with the reason. */
const OF_NOBODY: Readonly<Record<string, string>> = {
  documents: 'are of all who read companies, and only name who uploaded them',
  password_links: 'are found by their token alone',
  sign_in_addresses: 'are looked at before anybody has signed in',
};

test('each table with an owner, or that refers to users, is known as one', async () => {
  const { pool } = await openTestDatabase();
  const { rows } = await pool.query<{ name: string }>(
    `SELECT table_name::text AS name FROM information_schema.columns
     WHERE column_name = 'owner_id' AND table_schema = 'public'
     UNION SELECT conrelid::regclass::text FROM pg_constraint WHERE confrelid = 'users'::regclass
     ORDER BY name`,
  );
  const known = [...OWNED_TABLES, ...Object.keys(OF_NOBODY)].sort();
  expect(rows.map(({ name }) => name)).toEqual(known);
}, 60_000);

/** How many statements of a file are for no caller, and why. */
const FOR_NO_CALLER: Readonly<Record<string, readonly [count: number, reason: string]>> = {
  'access/keys/keyCopy.ts': [1, 'finds out who calls'],
  'access/keys/keyUses.ts': [2, 'counts how often keys of all owners are used'],
  'access/sessions/readSessions.ts': [3, 'finds out who calls'],
  'access/sessions/rotateSession.ts': [3, 'finds out who calls, by a refresh token'],
  'access/sessions/sessionUses.ts': [2, 'notes which sessions of all owners are in use'],
  'access/tasks/pruneSessions.ts': [2, 'deletes the sessions of all owners that have expired'],
  'companies/reports/store/beginReport.ts': [1, 'does what waits, for its owner'],
  'companies/reports/store/endReport.ts': [1, 'does what waits, for its owner'],
  'companies/reports/store/makeSampleReports.ts': [2, 'asks for the reports of a new sample market'],
  'companies/reports/store/reportJob.ts': [1, 'lets the report of a job wait again that an operator retries'],
  'companies/reports/store/reportParts.ts': [1, 'does what waits, for its owner'],
  'companies/reports/store/reportProgress.ts': [
    1,
    'reads how far reports are; the subscription has found out that they are of the caller',
  ],
  'companies/tasks/makeReport.ts': [2, 'does what waits, for its owner'],
  'exports/exportJob.ts': [1, 'lets the export of a job wait again that an operator retries'],
  'exports/tables/ownData.ts': [13, "gives a user its own data, by the id of the export's owner"],
  'exports/tasks/makeExport.ts': [3, 'does what waits, for its owner'],
  'exports/tasks/pruneExports.ts': [
    2,
    'ends the exports of all owners that were given up, and finds files of none',
  ],
  'graphql/rebalance/rebalanceSource.ts': [
    1,
    'reads rebalances that are watched; the subscription has found out that they are of the caller',
  ],
  'live/alerts/alertLog.ts': [1, 'reads the events of all rules; a subscriber gets those that it sees'],
  'live/alerts/evaluation/correctAlerts.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/evaluation/followRenames.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/evaluation/readRules.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/evaluation/readStanding.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/evaluation/storeEvaluation.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/portfolios/evaluatePortfolios.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/portfolios/portfolioRulesJob.ts': [2, 'evaluates the rules of all owners'],
  'live/alerts/portfolios/readPortfolioFigures.ts': [1, 'evaluates the rules of all owners'],
  'live/alerts/rules/makeSampleRules.ts': [1, 'makes the rules of a new sample market'],
  'live/alerts/webhooks/deliveries.ts': [6, 'sends what waits, for its owners'],
  'live/alerts/webhooks/dropDeliveries.ts': [3, 'ends what waited too long, whoever owns it'],
  'portfolios/rebalances/begunRebalance.ts': [1, 'does what waits, for its owner'],
  'portfolios/rebalances/rebalanceJob.ts': [
    1,
    'lets the rebalance of a job wait again that an operator retries',
  ],
  'portfolios/store/makeSamplePortfolio.ts': [1, 'finds out whether a new sample market has a portfolio'],
  'portfolios/tasks/forgetRebalanceKeys.ts': [1, 'forgets the old keys of all owners'],
  'portfolios/tasks/rebalanceModel.ts': [2, 'ends the rebalances of all owners that were given up'],
  'status/accountCounts.ts': [2, 'counts keys and exports of all owners for operators'],
  'status/alertCounts.ts': [2, 'counts alerts and webhooks of all owners for operators'],
  'status/usageCounts.ts': [7, 'counts users, keys and reports of all owners for operators'],
  'studies/backtests/backtestJob.ts': [1, 'lets the backtest of a job wait again that an operator retries'],
  'studies/backtests/backtestProgress.ts': [
    1,
    'reads how far backtests are, which a subscriber is told of its own',
  ],
  'studies/tasks/runBacktest.ts': [4, 'does what waits, for its owner'],
};

test('each statement on a table with an owner adds it, but those that are for no caller', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  const without = files
    .map((file) => [file, statementsWithoutOwner(readFileSync(join('src', file), 'utf8')).length] as const)
    .filter(([, count]) => count > 0);
  const expected = Object.entries(FOR_NO_CALLER).map(([file, [count]]) => [file, count]);
  expect(without.sort()).toEqual(expected);
});

describe.each(OWNED_TABLES)('of %s, a statement without its owner is found', (table) => {
  test.each([
    ['in Kysely', `db.selectFrom('${table} as t').where('t.id', '=', id).execute();`],
    ['in double quotes', `db.selectFrom("${table}").selectAll();`],
    ['over several lines', `db\n  .deleteFrom(\n    '${table}',\n  )\n  .where('id', '=', id);`],
    ['in a list of tables', `db.selectFrom(['users', '${table} as t']).selectAll();`],
    ['in a join', `db.selectFrom('users').innerJoin('${table} as t', 't.owner_id', 'users.id');`],
    [
      'in a lateral join',
      `db.selectFrom('users').leftJoinLateral('${table} as t', (join) => join.onTrue());`,
    ],
    ['in FROM of an update', `db.updateTable('users').from('${table}').set({ name });`],
    ['in USING of a deletion', `db.deleteFrom('users').using('${table} as t').where('id', '=', id);`],
    ['in a CTE', `db.with('mine', (q) => q.selectFrom('${table}').selectAll()).selectFrom('mine');`],
    [
      'in a subquery',
      `db.selectFrom('users').where('id', 'in', (q) => q.selectFrom('${table}').select('owner_id'));`,
    ],
    ['in INSERT … SELECT', `db.insertInto('users').expression(db.selectFrom('${table}').select('name'));`],
    ['in an insertion', `db.insertInto('${table}').values({ name });`],
    ['for a table that is a variable', `db.deleteFrom(table).where('id', '=', id);`],
    ['with the condition of another alias', `db.selectFrom('${table} as t').where(owned('other', owners));`],
    [
      'with one condition for two',
      `db.selectFrom('${table} as t').where(owned('t', o)).union(db.selectFrom('${table} as t'));`,
    ],
    [
      'with the condition in another statement',
      `const q = db.selectFrom('${table} as t'); q.where(owned('t', o));`,
    ],
    ['in SQL', `client.query('DELETE FROM ${table} WHERE id = $1', [id]);`],
    [
      'in SQL of small letters',
      'client.query(`delete\n from only public."' + table + '" where id = $1`, [id]);',
    ],
    ['in SQL with a comment', `client.query(\`SELECT 1 FROM /* mine */ ${table}\`);`],
    ['in a join of SQL', `client.query('SELECT 1 FROM users u JOIN ${table} t ON true');`],
    ['in a list of SQL', `client.query('SELECT 1 FROM users AS u, ${table} AS t');`],
    [
      'before another one in a list',
      'sql`SELECT 1 FROM ' + table + " AS t, sessions AS s WHERE ${owned('s', o)}`;",
    ],
    ['in a CTE of SQL', `client.query('WITH t AS (SELECT * FROM ${table}) SELECT * FROM t');`],
    ['in INSERT … SELECT of SQL', `client.query('INSERT INTO users (name) SELECT name FROM ${table}');`],
    ['in an update of SQL', `client.query('UPDATE ${table} AS t SET name = $1');`],
    ['in MERGE', `client.query('MERGE INTO users USING ${table} t ON true WHEN MATCHED THEN DELETE');`],
    ['in a template', 'sql`SELECT 1 FROM ' + table + ' AS t WHERE id = ${id}`.execute(db);'],
    [
      'in a template with the name of the table',
      "sql`SELECT 1 FROM ${sql.table('" + table + "')}`.execute(db);",
    ],
    ['in a text that is put together', `client.query('SELECT 1 FROM ' + '${table}');`],
    ['in a text with a constant', `const TABLE = '${table}';\nclient.query(\`SELECT 1 FROM \${TABLE}\`);`],
  ])('%s', (_, source) => {
    expect(statementsWithoutOwner(source)).not.toEqual([]);
  });

  test.each([
    ['in Kysely', `db.selectFrom('${table} as t').where(owned('t', owners)).execute();`],
    ['within a condition', `db.selectFrom('${table}').$if(all, (q) => q.where(owned('${table}', owners)));`],
    ['for a table that is a variable', `db.deleteFrom(table).where(owned(table, id));`],
    [
      'in a subquery',
      `db.selectFrom('users').where((q) => q.selectFrom('${table} as t').where(owned('t', o)));`,
    ],
    ['in a template', 'sql`SELECT 1 FROM ' + table + " AS t WHERE ${owned('t', owners)}`.execute(db);"],
    ['in an insertion', `db.insertInto('${table}').values({ owner_id: id });`],
    ['in words', `const text = 'Shows the ${table} of a user.';`],
    ['of another table', `db.selectFrom('${table}_of_markets').selectAll();`],
  ])('but not one with it: %s', (_, source) => {
    expect(statementsWithoutOwner(source)).toEqual([]);
  });
});

/** Rules, alerts and webhooks as several users see and change them by the API. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anonymousAt,
  callerAt,
  callerWithKey,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import type { Scope } from '../../src/access/scopes.js';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { Users } from '../../src/access/users/users.js';
import { readSnapshot } from '../../src/books/snapshot.js';
import type { Database } from '../../src/database/database.js';
import { inTransaction, withLock } from '../../src/database/transaction.js';
import { createContext } from '../../src/graphql/context.js';
import { encodeId } from '../../src/graphql/ids.js';
import { ALERT_IDS } from '../../src/graphql/alert/alert.js';
import { ALERT_RULE_IDS } from '../../src/graphql/alertRule/alertRule.js';
import { PORTFOLIO_IDS } from '../../src/graphql/portfolio/portfolio.js';
import { appendEvents } from '../../src/live/alerts/appendEvents.js';
import { evaluateAlerts } from '../../src/live/alerts/evaluation/evaluateAlerts.js';
import { secretOf } from '../../src/live/alerts/webhooks/secretOf.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { fill, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { answerOf, apiOver, closeApis, post, type TestApi } from '../support/http/api.js';

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};

const LONGEST_TIMER_MS = 2 ** 31 - 1;

let database: Database;
let api: TestApi;
const users: Record<string, Caller & { readonly user: NonNullable<Caller['user']> }> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  // Snapshots are read for requests only, so that none is read while a test has changed the store for a moment.
  api = await apiOver(database, {}, { listener: { aheadMs: LONGEST_TIMER_MS } });
  for (const [name, role] of [
    ['asha', 'ANALYST'],
    ['ravi', 'ANALYST'],
    ['vik', 'VIEWER'],
    ['mira', 'ADMIN'],
    ['noor', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
}, 60_000);
afterEach(async () => {
  const { pool } = database;
  await pool.query('DELETE FROM alert_rules');
  await pool.query('DELETE FROM webhooks');
  await pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role) {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  const user = { id: rows[0].id, role };
  return { ...callerWithSession('192.0.2.1', { id: 1 }, user), user };
}

const contextOf = (caller: Caller) => createContext(api.services, caller, null, () => LIMITS);

interface Told {
  readonly id: string;
  readonly version: number;
  readonly [name: string]: unknown;
}
type Variables = Readonly<Record<string, unknown>>;

const FIELDS =
  'id name metric part mode guardrail tickers sectors comparator threshold rearm severity scope everything toBands ' +
  'onProvisional enabled owner { name } createdAt version';
const INPUT = {
  name: 'Risky',
  metric: 'RISK',
  comparator: 'ABOVE',
  threshold: 60,
  tickers: [SPLIT],
} as const;
const ALERT =
  'id state note acknowledgedAt resolvedAt resolvedByValue value stock { ticker } rule { id name }';

const CHANGES = {
  createAlertRule: `mutation Make($input: AlertRuleInput!) { createAlertRule(input: $input) { ${FIELDS} } }`,
  updateAlertRule: `mutation Change($id: ID!, $version: Int!, $input: AlertRuleInput!) {
    updateAlertRule(id: $id, version: $version, input: $input) { ${FIELDS} } }`,
  deleteAlertRule: `mutation Drop($id: ID!, $version: Int!) { deleteAlertRule(id: $id, version: $version) { ${FIELDS} } }`,
  acknowledgeAlert: `mutation See($id: ID!, $note: String) { acknowledgeAlert(id: $id, note: $note) { ${ALERT} } }`,
  resolveAlert: `mutation End($id: ID!, $note: String) { resolveAlert(id: $id, note: $note) { ${ALERT} } }`,
  createWebhook:
    'mutation Hook($input: WebhookInput!) { createWebhook(input: $input) { secret webhook { id url events paused failures lastError lastDeliveredAt } } }',
  resumeWebhook: 'mutation Again($id: ID!) { resumeWebhook(id: $id) { id paused failures lastError } }',
  deleteWebhook: 'mutation Unhook($id: ID!) { deleteWebhook(id: $id) { id url } }',
} as const;

async function change(caller: Caller, field: keyof typeof CHANGES, variables: Variables): Promise<Told> {
  return (await dataOf(await contextOf(caller), CHANGES[field], variables))[field] as Told;
}

async function refused(caller: Caller, field: keyof typeof CHANGES, variables: Variables) {
  const { errors } = await execute(await contextOf(caller), CHANGES[field], variables);
  return { code: errors?.[0].extensions?.['code'], message: errors?.[0].message };
}

const make = (caller: Caller, input: Variables = {}) =>
  change(caller, 'createAlertRule', { input: { ...INPUT, ...input } });

async function list(caller: Caller, field: string, args = '', fields = 'id'): Promise<readonly Told[]> {
  const query = `{ ${field}${args} { nodes { ${fields} } totalCount } }`;
  const { nodes, totalCount } = (await dataOf(await contextOf(caller), query))[field] as {
    nodes: readonly Told[];
    totalCount: number;
  };
  expect(totalCount).toBe(nodes.length);
  return nodes;
}

const node = async (caller: Caller, id: string) =>
  (await dataOf(await contextOf(caller), 'query ($id: ID!) { node(id: $id) { id } }', { id }))['node'];

const numberOf = (id: string): number => Number(Buffer.from(id, 'base64url').toString().split(':')[1]);

/** An alert of a rule, as an evaluation raises it. */
async function raise(rule: Told, of: { stock?: string | null; value?: number } = {}): Promise<string> {
  const { stock = SPLIT, value = 63.2 } = of;
  const client = await database.pool.connect();
  try {
    const id = await inTransaction(client, async () => {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO alerts (rule_id, stock_id, day, state, severity, value, previous, threshold, message, beyond)
         SELECT id, (SELECT id FROM stocks WHERE ticker = $2), $3, 'OPEN', severity, $4, 58.1, threshold, 'Risk is high.', true
         FROM alert_rules WHERE id = $1 RETURNING id`,
        [numberOf(rule.id), stock, NEWEST, value],
      );
      await appendEvents(client, [{ alertId: rows[0].id, change: 'RAISED', value, state: 'OPEN' }]);
      return rows[0].id;
    });
    return encodeId(ALERT_IDS, id);
  } finally {
    client.release();
  }
}

/** What the log has of an alert. */
async function eventsOf(alert: string) {
  const { rows } = await database.pool.query<{ change: string; state: string; value: number }>(
    'SELECT change, state, value FROM alert_events WHERE alert_id = $1 ORDER BY position',
    [numberOf(alert)],
  );
  return rows.map(({ change, state, value }) => [change, state, value]);
}

const jobs = async (task: string) => {
  const { rows } = await database.pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = $1',
    [task],
  );
  return rows[0].count;
};

const FORBIDDEN_ONES = { code: 'FORBIDDEN', message: expect.stringContaining('OPERATIONS_WRITE') };
const NOT_FOUND = { code: 'NOT_FOUND', message: expect.stringContaining('that exists, got') };

describe('a rule', () => {
  test('is stored as it was asked for, with its defaults, and is evaluated', async () => {
    const rule = await make(users['asha']);
    expect(rule).toEqual({
      ...INPUT,
      id: expect.any(String),
      part: null,
      mode: null,
      guardrail: null,
      sectors: null,
      rearm: 5,
      severity: 'MEDIUM',
      scope: 'OWN',
      everything: false,
      toBands: null,
      onProvisional: false,
      enabled: true,
      owner: { name: 'asha' },
      createdAt: expect.stringMatching(/^20.*Z$/),
      version: 1,
    });
    expect(await list(users['asha'], 'alertRules', '', FIELDS)).toEqual([rule]);
    expect(await jobs('evaluate_alerts')).toBe(1);
  });

  test('is not made on a portfolio of another, which is as one that does not exist', async () => {
    const [tara, omar] = [await addUser('tara', 'TRADER'), await addUser('omar', 'TRADER')];
    const query = 'mutation { createPortfolio(input: { name: "Core" }) { id } }';
    const { id } = (await dataOf(await contextOf(tara), query))['createPortfolio'] as Told;
    const input = { name: 'Core', metric: 'PORTFOLIO_DRIFT', comparator: 'ABOVE', threshold: 0 };
    const foreign = await refused(omar, 'createAlertRule', { input: { ...input, portfolioId: id } });
    const portfolioId = encodeId(PORTFOLIO_IDS, 1_000_000);
    const missing = await refused(omar, 'createAlertRule', { input: { ...input, portfolioId } });
    expect(missing).toEqual(foreign);
    expect(missing).toMatchObject({ code: 'NOT_FOUND' });
    expect(await change(tara, 'createAlertRule', { input: { ...input, portfolioId: id } })).toBeDefined();
  });

  test('is of its owner alone', async () => {
    const rule = await make(users['asha']);
    const { id, version } = rule;
    const alert = await raise(rule);
    for (const other of [users['ravi'], users['vik'], users['mira'], callerAt('127.0.0.1')]) {
      expect(await list(other, 'alertRules')).toEqual([]);
      expect(await list(other, 'alerts')).toEqual([]);
      expect(await list(other, 'alerts', `(filter: { ruleId: "${id}" })`)).toEqual([]);
      expect([await node(other, id), await node(other, alert)]).toEqual([null, null]);
    }
    for (const other of [users['ravi'], users['mira']]) {
      expect(await refused(other, 'updateAlertRule', { id, version, input: INPUT })).toEqual(NOT_FOUND);
      expect(await refused(other, 'deleteAlertRule', { id, version })).toEqual(NOT_FOUND);
      expect(await refused(other, 'acknowledgeAlert', { id: alert })).toEqual(NOT_FOUND);
      expect(await refused(other, 'resolveAlert', { id: alert })).toEqual(NOT_FOUND);
    }
    // As of one that does not exist.
    const nothing = encodeId(ALERT_RULE_IDS, 2_000_000_000);
    const missing = await refused(users['asha'], 'deleteAlertRule', { id: nothing, version });
    expect(missing).toEqual(NOT_FOUND);
    expect(await node(users['asha'], id)).toEqual({ id });
    expect(await node(users['asha'], alert)).toEqual({ id: alert });
    expect(await eventsOf(alert)).toHaveLength(1);
    // Who may read what belongs to others asks for it.
    expect(await list(users['mira'], 'alertRules', '(ofEverybody: true)')).toEqual([{ id }]);
    const everybodys = await list(users['mira'], 'alerts', '(ofEverybody: true)', 'id rule { id }');
    expect(everybodys).toEqual([{ id: alert, rule: { id } }]);
  });

  test('for everybody is seen by all who read risks, and changed by administrators', async () => {
    const rule = await make(users['mira'], { scope: 'EVERYBODY' });
    const alert = await raise(rule);
    const { id, version } = rule;
    const anybody = anonymousAt('192.0.2.9', rightsTo(['RISK_READ', 'MARKET_READ']));
    for (const other of [users['asha'], users['vik'], users['noor'], anybody]) {
      expect(await list(other, 'alertRules', '', 'id owner { name }')).toEqual([
        { id, owner: { name: 'mira' } },
      ]);
      expect(await list(other, 'alerts', '', 'id rule { id }')).toEqual([{ id: alert, rule: { id } }]);
      expect([await node(other, id), await node(other, alert)]).toEqual([{ id }, { id: alert }]);
    }
    for (const [field, variables] of [
      ['updateAlertRule', { id, version, input: INPUT }],
      ['deleteAlertRule', { id, version }],
      ['acknowledgeAlert', { id: alert }],
      ['resolveAlert', { id: alert }],
    ] as const) {
      expect(await refused(users['asha'], field, variables)).toEqual(FORBIDDEN_ONES);
    }
    // A key that lacks the scope, too.
    const key = keyOf(users['mira'].user, ['RISK_READ', 'ALERTS_WRITE']);
    expect(await refused(key, 'deleteAlertRule', { id, version })).toEqual(FORBIDDEN_ONES);
    expect(await change(users['noor'], 'acknowledgeAlert', { id: alert })).toMatchObject({
      state: 'ACKNOWLEDGED',
    });
    const input = { ...INPUT, scope: 'EVERYBODY', name: 'Riskier' };
    const changed = await change(users['noor'], 'updateAlertRule', { id, version, input });
    expect(changed).toMatchObject({ name: 'Riskier', owner: { name: 'mira' }, version: 2 });
    await change(users['noor'], 'deleteAlertRule', { id, version: 2 });
    expect(await list(users['asha'], 'alertRules')).toEqual([]);
    expect(await list(users['asha'], 'alerts', '', 'state')).toEqual([{ state: 'RESOLVED' }]);
  });

  test('about the service is seen by those who read operations', async () => {
    const about = { metric: 'DATA_STALE', threshold: 2, tickers: null, scope: 'EVERYBODY' };
    const rule = await make(users['mira'], about);
    const alert = await raise(rule, { stock: null });
    expect(rule).toMatchObject({ rearm: 1, tickers: null, everything: false });
    expect(await list(users['noor'], 'alerts', '', 'id stock { ticker }')).toEqual([
      { id: alert, stock: null },
    ]);
    for (const field of ['alertRules', 'alerts']) expect(await list(users['asha'], field)).toEqual([]);
    expect([await node(users['asha'], rule.id), await node(users['asha'], alert)]).toEqual([null, null]);
    expect(await refused(users['asha'], 'resolveAlert', { id: alert })).toEqual(NOT_FOUND);
  });

  test('keeps its scope', async () => {
    const { id, version } = await make(users['mira']);
    const input = { ...INPUT, scope: 'EVERYBODY' };
    expect(await refused(users['mira'], 'updateAlertRule', { id, version, input })).toEqual({
      code: 'BAD_USER_INPUT',
      message:
        'Expected the scope OWN, which the rule has, got EVERYBODY: the scope of a rule stays as it is, so make another rule.',
    });
  });

  test('needs what its metric is read with', async () => {
    const score = { metric: 'SCORE', mode: 'INVESTOR' };
    const changed = { metric: 'BAND', mode: 'INVESTOR', comparator: 'CHANGED', threshold: null };
    const guardrail = { ...changed, metric: 'GUARDRAIL', guardrail: 'HIGH_RISK_CAP' };
    let held: readonly Scope[] = ['RISK_READ', 'ALERTS_WRITE'];
    const over = await apiOver(database, {}, { callerOf: () => keyOf(users['asha'].user, held) });
    const made = async (input: Variables) => {
      const variables = { input: { ...INPUT, ...input } };
      const { errors } = answerOf(await post(over, CHANGES.createAlertRule, { variables }));
      return errors?.[0].extensions?.['scopes'] ?? 'made';
    };
    const rules = [score, { ...score, metric: 'SCORE_CHANGE' }, changed, guardrail, { metric: 'CLOSE' }];
    const [ofScore, ofMarket] = [['SCORES_READ'], ['MARKET_READ']];
    expect(await Promise.all(rules.map(made))).toEqual([ofScore, ofScore, ofScore, ofScore, ofMarket]);
    expect(await made({})).toBe('made');
    held = [...held, 'SCORES_READ', 'MARKET_READ'];
    expect(await Promise.all(rules.map(made))).toEqual(rules.map(() => 'made'));
  });

  test('about the service never becomes one about stocks, whose alerts others see, nor the other way round', async () => {
    const about = { metric: 'DATA_STALE', threshold: 2, tickers: null, scope: 'EVERYBODY' };
    const rule = await make(users['mira'], about);
    await raise(rule, { stock: null });
    const input = { ...INPUT, scope: 'EVERYBODY' };
    const { id, version } = rule;
    expect(await refused(users['mira'], 'updateAlertRule', { id, version, input })).toEqual({
      code: 'BAD_USER_INPUT',
      message:
        'Expected a metric of the kind of DATA_STALE, which the rule has, got RISK: rules about stocks, a ' +
        'portfolio and the service itself stay what they are, so make another rule.',
    });
    expect(await list(users['asha'], 'alerts')).toEqual([]);
    const stocks = await make(users['mira'], { scope: 'EVERYBODY' });
    const other = { id: stocks.id, version: stocks.version, input: { ...INPUT, ...about } };
    expect(await refused(users['mira'], 'updateAlertRule', other)).toMatchObject({ code: 'BAD_USER_INPUT' });
    const queue = { ...INPUT, ...about, metric: 'QUEUE_STUCK' };
    expect(await change(users['mira'], 'updateAlertRule', { id, version, input: queue })).toMatchObject({
      metric: 'QUEUE_STUCK',
    });
  });

  test('that is changed or deleted resolves its alerts, and is evaluated anew', async () => {
    const rule = await make(users['asha']);
    const { id } = rule;
    const [open, resolved] = [await raise(rule), await raise(rule, { stock: DAY.section.tickers[2] })];
    await change(users['asha'], 'resolveAlert', { id: resolved });
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
    const input = {
      ...INPUT,
      name: 'Riskier',
      threshold: 70,
      rearm: 2,
      sectors: ['energy'],
      severity: 'CRITICAL',
    };
    const changed = await change(users['asha'], 'updateAlertRule', { id, version: 1, input });
    expect(changed).toEqual({ ...rule, ...input, version: 2 });
    expect(await jobs('evaluate_alerts')).toBe(1);
    expect(await eventsOf(open)).toEqual([
      ['RAISED', 'OPEN', 63.2],
      ['RESOLVED', 'RESOLVED', 63.2],
    ]);
    expect(await eventsOf(resolved)).toHaveLength(2);
    const { rows: beyond } = await database.pool.query('SELECT FROM alerts WHERE beyond');
    expect(beyond).toEqual([]);
    const again = await raise(rule);
    expect(await change(users['asha'], 'deleteAlertRule', { id, version: 2 })).toEqual(changed);
    expect((await eventsOf(again)).at(-1)).toEqual(['RESOLVED', 'RESOLVED', 63.2]);
    expect(await list(users['asha'], 'alertRules')).toEqual([]);
    expect(await node(users['asha'], id)).toBeNull();
    // Its alerts stay, and name it.
    const alerts = await list(users['asha'], 'alerts', '', 'state resolvedByValue rule { id name }');
    const told = { state: 'RESOLVED', resolvedByValue: false, rule: { id, name: 'Riskier' } };
    expect(alerts).toEqual([told, told, told]);
    expect(await refused(users['asha'], 'deleteAlertRule', { id, version: 2 })).toEqual(NOT_FOUND);
    expect(await refused(users['asha'], 'updateAlertRule', { id, version: 2, input })).toEqual(NOT_FOUND);
  });

  test('is changed by one of several at once, and the others learn of it', async () => {
    const { id } = await make(users['asha']);
    const tries = await Promise.all(
      Array.from({ length: 6 }, async (_, k) => {
        const input = { ...INPUT, name: `Try ${k}` };
        const query = CHANGES.updateAlertRule;
        return execute(await contextOf(users['asha']), query, { id, version: 1, input });
      }),
    );
    const conflicts = tries.flatMap(({ errors = [] }) => errors);
    expect(conflicts).toHaveLength(5);
    for (const { message, extensions } of conflicts) {
      expect(extensions).toMatchObject({ code: 'CONFLICT', current: { version: 2 } });
      expect(message).toMatch(
        /^Expected version 2 of the rule, got 1: it was changed meanwhile, so look at it/,
      );
    }
    expect(await list(users['asha'], 'alertRules', '', 'version')).toEqual([{ version: 2 }]);
    const { code } = await refused(users['asha'], 'deleteAlertRule', { id, version: 1 });
    expect(code).toBe('CONFLICT');
  });

  test('is one of a hundred of its owner, however many are made at once', async () => {
    await database.pool.query(
      `INSERT INTO alert_rules (owner_id, scope, name, metric, comparator, threshold, severity, everything, deleted_at)
       SELECT $1, 'OWN', 'Rule ' || k, 'RISK', 'ABOVE', 60, 'LOW', true, CASE WHEN k > 97 THEN now() END
       FROM generate_series(1, 120) AS k`,
      [users['asha'].user.id],
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, async () =>
        execute(await contextOf(users['asha']), CHANGES.createAlertRule, { input: INPUT }),
      ),
    );
    const errors = answers.flatMap(({ errors: [error] = [] }) => (error === undefined ? [] : [error]));
    expect(errors).toHaveLength(5);
    for (const { message, extensions } of errors) {
      expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
      expect(message).toBe(
        'Expected at most 100 rules of a user, got one more: delete one that is not needed.',
      );
    }
    await make(users['ravi']);
    const page = (first: string) => `(first: ${first})`;
    const query = `{ alertRules${page('60')} { nodes { id } totalCount pageInfo { endCursor hasNextPage } } }`;
    const { alertRules: one } = (await dataOf(await contextOf(users['asha']), query)) as {
      alertRules: {
        nodes: Told[];
        totalCount: number;
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
    };
    expect([one.nodes.length, one.totalCount, one.pageInfo.hasNextPage]).toEqual([60, 100, true]);
    const { alertRules: two } = (await dataOf(
      await contextOf(users['asha']),
      query.replace(page('60'), `(first: 60, after: "${one.pageInfo.endCursor}")`),
    )) as { alertRules: typeof one };
    expect([two.nodes.length, two.pageInfo.hasNextPage]).toEqual([40, false]);
    const numbers = [...one.nodes, ...two.nodes].map(({ id }) => numberOf(id));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  test.each([
    [{ tickers: ['NOBODY'] }, /^Expected tickers of known companies in a rule, got NOBODY\.NS:/],
    [{ sectors: ['oil'] }, /^Expected keys of sectors in a rule, got "oil"\. The known ones: /],
    [{ threshold: null }, /^Expected a threshold in a rule of RISK, got none:/],
    [{ webhookIds: ['x'] }, /^Expected the id of a webhook from an answer of this API, got "x":/],
    [{ webhookIds: Array.from({ length: 21 }, (_, k) => `${k}`) }, /^Expected at most 20 ids in webhookIds/],
  ])('%j is refused', async (input, message) => {
    const told = await refused(users['asha'], 'createAlertRule', { input: { ...INPUT, ...input } });
    expect(told).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message) });
    expect(await list(users['asha'], 'alertRules')).toEqual([]);
  });
});

test('a rule that was made, changed and deleted by the API is evaluated so', async () => {
  const asha = users['asha'];
  const evaluate = () => withLock(database.pool, 'alerts', evaluateAlerts);
  const states = () => list(asha, 'alerts', '', 'state date value stock { ticker }');
  const input = { metric: 'SCORE', mode: 'TRADER', threshold: 0, name: 'Any score' };
  const { id } = await make(asha, input);
  // The value is beyond already.
  expect([await evaluate(), await evaluate()]).toEqual([1, 0]);
  const open = { state: 'OPEN', date: NEWEST, value: expect.any(Number), stock: { ticker: SPLIT } };
  const resolved = { ...open, state: 'RESOLVED' };
  expect(await states()).toEqual([open]);
  const [{ id: alert }] = await list(asha, 'alerts');
  await change(asha, 'resolveAlert', { id: alert });
  // It has not been back.
  expect([await evaluate(), await states()]).toEqual([0, [resolved]]);
  await change(asha, 'updateAlertRule', { id, version: 1, input: { ...INPUT, ...input, threshold: 0.5 } });
  expect([await evaluate(), await states()]).toEqual([1, [open, resolved]]);
  const disabled = { ...INPUT, ...input, enabled: false };
  await change(asha, 'updateAlertRule', { id, version: 2, input: disabled });
  expect([await evaluate(), await states()]).toEqual([0, [resolved, resolved]]);
  await change(asha, 'updateAlertRule', { id, version: 3, input: { ...disabled, enabled: true } });
  await change(asha, 'deleteAlertRule', { id, version: 4 });
  expect([await evaluate(), await states()]).toEqual([0, [resolved, resolved]]);
});

const keyOf = (owner: NonNullable<Caller['user']>, scopes: readonly Scope[]) =>
  callerWithKey('192.0.2.1', { id: 1, operationsPerMinute: null, shownPrefix: 'abcdefgh', scopes }, owner);

describe('an alert', () => {
  test('is acknowledged and resolved, each once, with its event and its note', async () => {
    const alert = await raise(await make(users['asha']));
    const asha = users['asha'];
    const seen = await change(asha, 'acknowledgeAlert', { id: alert, note: ' Looking at it ' });
    expect(seen).toMatchObject({
      state: 'ACKNOWLEDGED',
      note: 'Looking at it',
      acknowledgedAt: expect.any(String),
      resolvedAt: null,
      stock: { ticker: SPLIT },
    });
    // Again: nothing but the note.
    expect(await change(asha, 'acknowledgeAlert', { id: alert })).toEqual(seen);
    const noted = await change(asha, 'acknowledgeAlert', { id: alert, note: 'Sold' });
    expect(noted).toEqual({ ...seen, note: 'Sold' });
    const over = await change(asha, 'resolveAlert', { id: alert });
    expect(over).toEqual({ ...noted, state: 'RESOLVED', resolvedAt: expect.any(String) });
    expect(await change(asha, 'resolveAlert', { id: alert })).toEqual(over);
    expect(await eventsOf(alert)).toEqual([
      ['RAISED', 'OPEN', 63.2],
      ['ACKNOWLEDGED', 'ACKNOWLEDGED', 63.2],
      ['RESOLVED', 'RESOLVED', 63.2],
    ]);
    expect(await refused(asha, 'acknowledgeAlert', { id: alert })).toEqual({
      code: 'CONFLICT',
      message: 'Expected an alert that is not resolved, got one that is: leave it as it is.',
    });
    // The value has not been back.
    const { rows } = await database.pool.query<{ beyond: boolean }>('SELECT beyond FROM alerts');
    expect(rows).toEqual([{ beyond: true }]);
  });

  test('is acknowledged once by many at once, and positions have no gap', async () => {
    const alert = await raise(await make(users['asha']));
    await Promise.all(
      Array.from({ length: 6 }, (_, k) =>
        change(users['asha'], k % 2 ? 'acknowledgeAlert' : 'resolveAlert', { id: alert }).catch(() => null),
      ),
    );
    const events = await eventsOf(alert);
    expect(events.filter(([change]) => change === 'RESOLVED')).toHaveLength(1);
    expect(events.length).toBeLessThanOrEqual(3);
    const { rows } = await database.pool.query<{ is_whole: boolean }>(
      `SELECT count(*) = max(position) AND max(position) = (SELECT last_position FROM alert_log) AS is_whole
       FROM alert_events`,
    );
    expect(rows).toEqual([{ is_whole: true }]);
  });

  test.each(['', ' ', 'x'.repeat(1001), 'a\u0000b', 'a\u202eb'])('refuses the note %j', async (note) => {
    const alert = await raise(await make(users['asha']));
    for (const field of ['acknowledgeAlert', 'resolveAlert'] as const) {
      const { code, message } = await refused(users['asha'], field, { id: alert, note });
      expect([code, message]).toEqual([
        'BAD_USER_INPUT',
        expect.stringMatching(/^Expected a note of 1 to 1000 characters that print, got "/),
      ]);
    }
    expect(await eventsOf(alert)).toHaveLength(1);
  });

  test('is listed by state, severity, stock, rule and time', async () => {
    const [one, other] = [await make(users['asha']), await make(users['asha'], { severity: 'CRITICAL' })];
    const first = await raise(one);
    const second = await raise(other, { stock: DAY.section.tickers[2] });
    await change(users['asha'], 'resolveAlert', { id: first });
    await database.pool.query(
      `UPDATE alerts SET first_seen_at = CASE WHEN id = $1 THEN '2024-10-08T10:00:00Z' ELSE '2024-10-09T10:00:00Z' END::timestamptz`,
      [numberOf(first)],
    );
    const found = async (filter: string) =>
      (await list(users['asha'], 'alerts', `(filter: { ${filter} })`)).map(({ id }) => id);
    expect(await found('')).toEqual([second, first]);
    expect(await found('states: [RESOLVED]')).toEqual([first]);
    expect(await found('states: [OPEN, ACKNOWLEDGED]')).toEqual([second]);
    expect(await found('states: []')).toEqual([]);
    expect(await found('severities: [CRITICAL, LOW]')).toEqual([second]);
    expect(await found(`tickers: ["${SPLIT}", "NOBODY"]`)).toEqual([first]);
    expect(await found(`ruleId: "${other.id}"`)).toEqual([second]);
    expect(await found('from: "2024-10-09T10:00:00Z"')).toEqual([second]);
    expect(await found('to: "2024-10-09T10:00:00Z"')).toEqual([first]);
    expect(await found(`states: [RESOLVED], ruleId: "${other.id}"`)).toEqual([]);
    const { errors } = await execute(
      await contextOf(users['asha']),
      '{ alerts(filter: { from: "2024-10-09T10:00:00Z", to: "2024-10-08T10:00:00Z" }) { totalCount } }',
    );
    expect(errors?.[0].message).toMatch(/^Expected filter.from to be before filter.to, got /);
  });

  test('pages from both ends, and keeps a cursor to its filter', async () => {
    const rule = await make(users['asha']);
    const ids: string[] = [];
    for (const stock of DAY.section.tickers.slice(0, 5)) ids.unshift(await raise(rule, { stock }));
    const page = async (args: string) => {
      const query = `{ alerts(${args}) { edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } } }`;
      return execute(await contextOf(users['asha']), query);
    };
    const idsOf = ({ data }: Awaited<ReturnType<typeof page>>) =>
      (data?.['alerts'] as { edges: { cursor: string; node: Told }[] }).edges.map(
        ({ cursor, node: { id } }) => ({
          cursor,
          id,
        }),
      );
    const first = idsOf(await page('first: 2'));
    expect(first.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const { cursor } = first[1];
    expect(idsOf(await page(`first: 2, after: "${cursor}"`)).map(({ id }) => id)).toEqual(ids.slice(2, 4));
    expect(idsOf(await page('last: 2')).map(({ id }) => id)).toEqual(ids.slice(3));
    const other = await page(`first: 2, after: "${cursor}", filter: { states: [OPEN] }`);
    expect(other.errors?.[0].message).toMatch(/^Expected a cursor with filter /);
  });
});

test('a page of alerts has the scores of its stocks, within the limits of operations', async () => {
  await raise(await make(callerAt('127.0.0.1')));
  const query = '{ alerts { nodes { rule { name } stock { ticker score(mode: TRADER) { value } } } } }';
  const { data, errors } = answerOf(await post(api, query));
  expect(errors).toBeUndefined();
  const told = { rule: { name: 'Risky' }, stock: { ticker: SPLIT, score: { value: expect.any(Number) } } };
  expect(data).toEqual({ alerts: { nodes: [told] } });
  // A company that was withdrawn since keeps its name. No import leaves the store like this, so the service must not read it.
  const context = await contextOf(callerAt('127.0.0.1'));
  await database.pool.query('UPDATE companies SET superseded_in = 1 WHERE superseded_in IS NULL');
  const later = { ...context, snapshot: await readSnapshot(database, null) };
  const withdrawn = await dataOf(later, '{ alerts { nodes { stock { ticker name } } } }');
  await database.pool.query('UPDATE companies SET superseded_in = NULL');
  expect(withdrawn).toEqual({ alerts: { nodes: [{ stock: { ticker: SPLIT, name: expect.any(String) } }] } });
});

describe('a webhook', () => {
  const URL_OF_HOOK = 'https://hooks.example.com/alerts?token=s3cret';
  const hook = async (caller: Caller, url = URL_OF_HOOK) => {
    const { secret, webhook } = await change(caller, 'createWebhook', { input: { url } });
    return { secret, webhook: webhook as Told };
  };

  test('is made with a secret that is shown once, and is of its owner alone', async () => {
    const { secret, webhook } = await hook(users['asha']);
    expect(webhook).toEqual({
      id: expect.any(String),
      url: URL_OF_HOOK,
      events: ['RAISED', 'REPEATED', 'ACKNOWLEDGED', 'RESOLVED', 'CORRECTED'],
      paused: false,
      failures: 0,
      lastError: null,
      lastDeliveredAt: null,
    });
    expect(secret).toBe(secretOf(testAuthKey, numberOf(webhook.id), 1));
    const { id } = webhook;
    expect(await list(users['asha'], 'webhooks', '', 'id url')).toEqual([{ id, url: URL_OF_HOOK }]);
    for (const other of [users['ravi'], users['mira']]) {
      expect(await list(other, 'webhooks')).toEqual([]);
      expect(await node(other, id)).toBeNull();
      expect(await refused(other, 'resumeWebhook', { id })).toEqual(NOT_FOUND);
      expect(await refused(other, 'deleteWebhook', { id })).toEqual(NOT_FOUND);
      const { code } = await refused(other, 'createAlertRule', { input: { ...INPUT, webhookIds: [id] } });
      expect(code).toBe('NOT_FOUND');
      expect(await list(other, 'alertRules')).toEqual([]);
    }
    expect(await node(users['asha'], id)).toEqual({ id });
  });

  test.each([
    'http://hooks.example.com/',
    'https://127.0.0.1/',
    'https://user:password@hooks.example.com/',
    'https://hooks.example.com:8443/',
    'ftp://hooks.example.com/',
    'nothing',
  ])('at %s is refused', async (url) => {
    const { code, message } = await refused(users['asha'], 'createWebhook', { input: { url } });
    expect([code, message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/^Expected the address of a webhook/),
    ]);
    expect(message).not.toContain('password@');
    expect(await list(users['asha'], 'webhooks')).toEqual([]);
  });

  test('is one of twenty of its owner, however many are made at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 23 }, async () =>
        execute(await contextOf(users['asha']), CHANGES.createWebhook, { input: { url: URL_OF_HOOK } }),
      ),
    );
    expect(answers.filter(({ errors }) => errors !== undefined)).toHaveLength(3);
    expect(await list(users['asha'], 'webhooks')).toHaveLength(20);
  });

  test('is told of the alerts of the rules that name it, and shown to its owner alone', async () => {
    const { webhook: mine } = await hook(users['mira']);
    const { webhook: second } = await hook(users['mira']);
    const { webhook: others } = await hook(users['noor']);
    const everybodys = { scope: 'EVERYBODY', webhookIds: [mine.id, mine.id] };
    const rule = await make(users['mira'], everybodys);
    const shown = async (caller: Caller) =>
      (await list(caller, 'alertRules', '', 'webhooks { id }')).map(({ webhooks }) => webhooks);
    expect(await shown(users['mira'])).toEqual([[{ id: mine.id }]]);
    expect(await shown(users['asha'])).toEqual([[]]);
    // Another administrator changes its own webhooks of the rule only.
    const input = { ...INPUT, scope: 'EVERYBODY', webhookIds: [others.id] };
    await change(users['noor'], 'updateAlertRule', { id: rule.id, version: 1, input });
    expect([await shown(users['mira']), await shown(users['noor'])]).toEqual([
      [[{ id: mine.id }]],
      [[{ id: others.id }]],
    ]);
    await change(users['mira'], 'updateAlertRule', {
      id: rule.id,
      version: 2,
      input: { ...input, webhookIds: [second.id] },
    });
    expect([await shown(users['mira']), await shown(users['noor'])]).toEqual([
      [[{ id: second.id }]],
      [[{ id: others.id }]],
    ]);
    await raise(rule);
    const { rows } = await database.pool.query<{ id: number }>(
      'SELECT webhook_id AS id FROM webhook_deliveries ORDER BY webhook_id',
    );
    expect(rows.map(({ id }) => id)).toEqual([numberOf(second.id), numberOf(others.id)]);
  });

  test('is resumed, and what waits is tried at once', async () => {
    const { webhook } = await hook(users['asha']);
    await raise(await make(users['asha'], { webhookIds: [webhook.id] }));
    await database.pool.query(
      `UPDATE webhooks SET paused = true, failures = 9, last_error = 'HTTP 503', dropped = 3;
       UPDATE webhook_deliveries SET attempts = 9, created_at = now() - interval '2 days', next_at = now() + interval '1 hour'`,
    );
    await database.pool.query(
      'SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs',
    );
    const resumed = { id: webhook.id, paused: false, failures: 0, lastError: null };
    expect(await change(users['asha'], 'resumeWebhook', { id: webhook.id })).toEqual(resumed);
    const { rows } = await database.pool.query<{ due: boolean }>(
      `SELECT next_at <= now() AND created_at > now() - interval '1 minute' AS due FROM webhook_deliveries`,
    );
    expect(rows).toEqual([{ due: true }]);
    expect(await jobs('deliver_webhooks')).toBe(1);
    expect(await change(users['asha'], 'resumeWebhook', { id: webhook.id })).toEqual(resumed);
  });

  test('is deleted with what waits for it', async () => {
    const { webhook } = await hook(users['asha']);
    const { id } = webhook;
    await raise(await make(users['asha'], { webhookIds: [id] }));
    expect(await change(users['asha'], 'deleteWebhook', { id })).toEqual({ id, url: URL_OF_HOOK });
    for (const table of ['webhooks', 'webhook_deliveries', 'alert_rule_webhooks']) {
      const { rows } = await database.pool.query('SELECT FROM ' + table);
      expect(rows).toEqual([]);
    }
    expect(await list(users['asha'], 'alerts')).toHaveLength(1);
    expect(await refused(users['asha'], 'deleteWebhook', { id })).toEqual(NOT_FOUND);
  });
});

test('a user who is deleted leaves rules for everybody without an owner, and nothing else', async () => {
  const leaving = await addUser('leaving', 'ADMIN');
  const { webhook } = await change(leaving, 'createWebhook', {
    input: { url: 'https://hooks.example.com/' },
  });
  const webhookIds = [(webhook as Told).id];
  const [own, everybodys] = [
    await make(leaving, { webhookIds }),
    await make(leaving, { scope: 'EVERYBODY', webhookIds }),
  ];
  await raise(own);
  const kept = await raise(everybodys);
  const deleted = await new Users(database).delete(leaving.user.id, null, {
    ...NO_ACTOR,
    userId: users['mira'].user.id,
  });
  expect(deleted?.id).toBe(leaving.user.id);
  expect(await list(users['asha'], 'alertRules', '', 'id owner { name }')).toEqual([
    { id: everybodys.id, owner: null },
  ]);
  expect(await list(users['mira'], 'alerts', '(ofEverybody: true)')).toEqual([{ id: kept }]);
  for (const table of ['webhooks', 'webhook_deliveries']) {
    const { rows } = await database.pool.query('SELECT FROM ' + table);
    expect(rows).toEqual([]);
  }
  // Positions have no gap.
  const { rows } = await database.pool.query<{ is_whole: boolean }>(
    'SELECT count(*) = (SELECT last_position FROM alert_log) AS is_whole FROM alert_events',
  );
  expect(rows).toEqual([{ is_whole: true }]);
});

test('each change is in the audit, without names, notes and addresses', async () => {
  const from = await database.pool.query<{ id: number }>(
    'SELECT coalesce(max(id), 0) AS id FROM audit_entries',
  );
  const asha = users['asha'];
  const made = await change(asha, 'createWebhook', { input: { url: 'https://hooks.example.com/s3cret' } });
  const webhook = made['webhook'] as Told;
  const rule = await make(asha, { name: 'Secret name' });
  const alert = await raise(rule);
  await change(asha, 'acknowledgeAlert', { id: alert, note: 'Secret note' });
  await change(asha, 'resolveAlert', { id: alert });
  await change(asha, 'updateAlertRule', { id: rule.id, version: 1, input: INPUT });
  await change(asha, 'deleteAlertRule', { id: rule.id, version: 2 });
  await change(asha, 'resumeWebhook', { id: webhook.id });
  await change(asha, 'deleteWebhook', { id: webhook.id });
  const { rows } = await database.pool.query<{
    action: string;
    result: string;
    subject: string;
    details: object;
  }>(
    `SELECT action, result, subject, operation_name, user_id, details FROM audit_entries WHERE id > $1 ORDER BY id`,
    [from.rows[0].id],
  );
  const ofRule = `AlertRule:${numberOf(rule.id)}`;
  const ofAlert = `Alert:${numberOf(alert)}`;
  const ofWebhook = `Webhook:${numberOf(webhook.id)}`;
  expect(rows.map(({ action, result, subject }) => [action, result, subject])).toEqual([
    ['WEBHOOK_CREATED', 'DONE', ofWebhook],
    ['RULE_CREATED', 'DONE', ofRule],
    ['ALERT_ACKNOWLEDGED', 'DONE', ofAlert],
    ['ALERT_RESOLVED', 'DONE', ofAlert],
    ['RULE_CHANGED', 'DONE', ofRule],
    ['RULE_DELETED', 'DONE', ofRule],
    ['WEBHOOK_RESUMED', 'DONE', ofWebhook],
    ['WEBHOOK_DELETED', 'DONE', ofWebhook],
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/secret|s3cret/i);
  expect(rows[1].details).toEqual({
    metric: 'RISK',
    scope: 'OWN',
    severity: 'MEDIUM',
    enabled: true,
    version: 1,
  });
});

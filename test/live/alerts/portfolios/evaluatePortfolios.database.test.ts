import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { readJobs } from '../../../../src/jobs/readJobs.js';
import { evaluatePortfolios } from '../../../../src/live/alerts/portfolios/evaluatePortfolios.js';
import type { ReadFigures } from '../../../../src/live/alerts/portfolios/portfolioFigures.js';
import { AlertWorld } from '../../../support/alerts/alertWorld.js';
import { closeTestDatabases } from '../../../support/database/testDatabase.js';

let world: AlertWorld;
let owner: number;
let portfolio: number;
beforeEach(async () => {
  world = await AlertWorld.open(['ABC.NS']);
  owner = await world.user('TRADER');
  portfolio = await portfolioOf('Core');
});
afterAll(closeTestDatabases);

async function portfolioOf(name: string): Promise<number> {
  const { rows } = await world.database.pool.query<{ id: number }>(
    `INSERT INTO portfolios (owner_id, name, position_limit, sector_limit, cash_limit, value_at_risk_limit)
     VALUES ($1, $2, 0.2, 0.5, 0.05, 0.03) RETURNING id`,
    [owner, name],
  );
  return rows[0].id;
}

const ruleOf = (metric: string, threshold: number, given: object = {}) =>
  world.rule({
    ...{ metric, threshold, everything: false, scope: 'OWN', owner_id: owner, portfolio_id: portfolio },
    ...{ rearm: metric === 'PORTFOLIO_DRIFT' ? 0.01 : 0.005 },
    ...given,
  });

/** Evaluates with these values at risk and drifts by the day. */
function evaluate(figures: Readonly<Record<string, readonly [valueAtRisk: number, drift: number]>>) {
  const reads: string[] = [];
  const read: ReadFigures = (asked, day) => {
    reads.push(`${day} ${asked.map(({ portfolioId }) => portfolioId).join()}`);
    const [valueAtRisk, drift] = figures[day] ?? [NaN, NaN];
    return Promise.resolve(
      new Map(asked.map(({ portfolioId }) => [portfolioId, { name: 'Core', valueAtRisk, drift }])),
    );
  };
  return evaluatePortfolios(world.database.pool, read).then((events) => ({ events, reads }));
}

const waits = async () =>
  (await readJobs(world.database.pool)).some(({ task }) => task === 'evaluate_portfolio_rules');

test('a value beyond raises once a session, and resolves behind rearm', async () => {
  await ruleOf('PORTFOLIO_VALUE_AT_RISK', 0.03);
  await ruleOf('PORTFOLIO_DRIFT', 0.05);
  await world.session('2024-10-03', { 'ABC.NS': { score: 50 } });
  expect(await evaluate({ '2024-10-03': [0.02, 0] })).toMatchObject({ events: 0 });
  await world.session('2024-10-04', { 'ABC.NS': { score: 50 } });
  const beyond = { '2024-10-03': [0.029, 0.01], '2024-10-04': [0.0312, 0.051] } as const;
  expect(await evaluate(beyond)).toEqual({
    events: 2,
    reads: [`2024-10-04 ${portfolio}`, `2024-10-03 ${portfolio}`],
  });
  // The session is done: nothing is due any more.
  expect(await evaluate({ '2024-10-04': [0.9, 0.9] })).toMatchObject({ events: 0, reads: ['2024-10-04 '] });
  const { rows } = await world.database.pool.query(
    `SELECT message, value, previous, portfolio_id, stock_id, day::text, state FROM alerts ORDER BY id`,
  );
  const shared = { portfolio_id: portfolio, stock_id: null, day: '2024-10-04', state: 'OPEN' };
  expect(rows).toEqual([
    {
      ...shared,
      message:
        'Value at risk (95 %, one session) of "Core" is 3.12 % of its value, above 3.00 %, on 2024-10-04; it was 2.90 % the ' +
        'session before.',
      ...{ value: 0.0312, previous: 0.029 },
    },
    {
      ...shared,
      message:
        'The largest drift outside a band of "Core" is 5.10 % of its value, above 5.00 %, on 2024-10-04; it was 1.00 % the ' +
        'session before.',
      ...{ value: 0.051, previous: 0.01 },
    },
  ]);
  await world.session('2024-10-07', { 'ABC.NS': { score: 50 } });
  // Back is at 0.025 and 0.04.
  expect(await evaluate({ '2024-10-07': [0.0251, 0.04] })).toMatchObject({ events: 1 });
  const states = (await world.alerts()).map(({ state, resolved_by_value }) => [state, resolved_by_value]);
  expect(states).toEqual([
    ['OPEN', false],
    ['RESOLVED', true],
  ]);
});

test('a new version is evaluated at once, and the commit of a session enqueues what is due', async () => {
  await world.session('2024-10-03', { 'ABC.NS': { score: 50 } });
  await world.evaluate();
  expect(await waits()).toBe(false);
  await ruleOf('PORTFOLIO_DRIFT', 0.05);
  await world.evaluate();
  expect(await waits()).toBe(true);
  expect(await evaluate({ '2024-10-03': [0, 0.06] })).toMatchObject({ events: 1 });
  await world.database.pool.query(`SELECT graphile_worker.remove_job('evaluate_portfolio_rules')`);
  await world.evaluate();
  expect(await waits()).toBe(false);
  await world.session('2024-10-04', { 'ABC.NS': { score: 50 } });
  await world.evaluate();
  expect(await waits()).toBe(true);
});

test('an alert ends with its portfolio', async () => {
  await ruleOf('PORTFOLIO_DRIFT', 0.05);
  await world.session('2024-10-03', { 'ABC.NS': { score: 50 } });
  expect(await evaluate({ '2024-10-03': [0, 0.06] })).toMatchObject({ events: 1 });
  await world.database.pool.query('UPDATE portfolios SET deleted_at = now()');
  await world.evaluate();
  expect(await waits()).toBe(true);
  expect(await evaluatePortfolios(world.database.pool, () => Promise.resolve(new Map()))).toBe(1);
  expect(await world.alerts()).toMatchObject([{ state: 'RESOLVED', resolved_by_value: false }]);
  await world.database.pool.query(`SELECT graphile_worker.remove_job('evaluate_portfolio_rules')`);
  await world.evaluate();
  expect(await waits()).toBe(false);
});

test('a rule that changes while figures are computed is left to the next evaluation', async () => {
  const rule = await ruleOf('PORTFOLIO_DRIFT', 0.05);
  await world.session('2024-10-03', { 'ABC.NS': { score: 50 } });
  const events = await evaluatePortfolios(world.database.pool, async (asked) => {
    await world.database.pool.query('UPDATE alert_rules SET version = version + 1 WHERE id = $1', [rule]);
    return new Map(
      asked.map(({ portfolioId }) => [portfolioId, { name: 'Core', valueAtRisk: NaN, drift: 1 }]),
    );
  });
  expect(events).toBe(0);
  expect(await evaluate({ '2024-10-03': [0, 1] })).toMatchObject({ events: 1 });
});

test('rules of users who may not read portfolios are not evaluated', async () => {
  owner = await world.user('ANALYST');
  await ruleOf('PORTFOLIO_DRIFT', 0.05);
  await world.session('2024-10-03', { 'ABC.NS': { score: 50 } });
  expect(await evaluate({ '2024-10-03': [0, 1] })).toMatchObject({ events: 0 });
});

test('provisional scores raise for rules alone that ask for it, and the final ones count no further occurrence', async () => {
  await ruleOf('PORTFOLIO_DRIFT', 0.05, { on_provisional: true });
  await ruleOf('PORTFOLIO_DRIFT', 0.05);
  await world.session('2024-10-03', { 'ABC.NS': { score: 50 } });
  await world.database.pool.query('UPDATE runs SET provisional = true');
  expect(await evaluate({ '2024-10-03': [0, 1] })).toMatchObject({ events: 1 });
  await world.database.pool.query('UPDATE runs SET provisional = false');
  expect(await evaluate({ '2024-10-03': [0, 1] })).toMatchObject({ events: 1 });
  expect((await world.alerts()).map(({ occurrences }) => occurrences)).toEqual([1, 1]);
});

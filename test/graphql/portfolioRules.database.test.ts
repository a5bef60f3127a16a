/** Rules on portfolios, by the API and as a worker evaluates them, over the sample market. */
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { LOCAL_USER, callerWithSession, type Caller } from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { encodeId } from '../../src/graphql/ids.js';
import { PORTFOLIO_IDS } from '../../src/graphql/portfolio/portfolio.js';
import { evaluateAlertsTask } from '../../src/live/tasks/evaluateAlerts.js';
import { evaluatePortfolioRulesTask } from '../../src/live/tasks/evaluatePortfolioRules.js';
import { makeSamplePortfolio } from '../../src/portfolios/store/makeSamplePortfolio.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { start, stopAll } from '../support/jobs/workers.js';
import { eventually } from '../support/time/eventually.js';

jest.setTimeout(60_000);

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};
const CREATE = `mutation M($input: AlertRuleInput!) { createAlertRule(input: $input) {
  id version metric rearm tickers portfolio { id name }
} }`;
const ALERTS = `{ alerts { nodes {
  state value previous date stock { ticker } portfolio { id name } rule { metric portfolio { id } }
} } }`;

let database: Database;
let api: TestApi;
/** The owner of the portfolio, another trader, and an analyst. */
let asha: Caller;
let ravi: Caller;
let anil: Caller;
let portfolioId: string;

beforeAll(async () => {
  database = await openTestDatabase('sample');
  await makeSamplePortfolio(database);
  [asha, ravi, anil] = [
    await addUser('asha', 'TRADER'),
    await addUser('ravi', 'TRADER'),
    await addUser('anil', 'ANALYST'),
  ];
  for (const table of ['models', 'portfolios'] as const) {
    await database.pool.query(`UPDATE ${table} SET owner_id = $1 WHERE owner_id = $2`, [
      asha.user?.id,
      LOCAL_USER,
    ]);
  }
  const { rows } = await database.pool.query<{ id: number }>('SELECT id FROM portfolios');
  portfolioId = encodeId(PORTFOLIO_IDS, rows[0].id);
  api = await apiOver(database);
});
afterEach(async () => {
  await stopAll();
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

const contextOf = (caller: Caller) => createContext(api.services, caller, null, () => LIMITS);
const read = async (query: string, caller = asha) => dataOf(await contextOf(caller), query);
const create = async (input: object, caller = asha) =>
  execute(await contextOf(caller), CREATE, {
    input: { name: 'A rule', comparator: 'ABOVE', portfolioId, ...input },
  });

test('rules are raised by the figures that the API shows, and seen by their owner alone', async () => {
  const { portfolio } = (await read(
    `{ portfolio(id: "${portfolioId}") { risk { date valueAtRisk95 } drift { positions { drift status } } } }`,
  )) as {
    portfolio: {
      risk: { date: string; valueAtRisk95: number };
      drift: { positions: { drift: number; status: string }[] };
    };
  };
  const { date, valueAtRisk95 } = portfolio.risk;
  const outside = portfolio.drift.positions.filter(({ status }) => status !== 'WITHIN');
  const drift = Math.max(...outside.map((position) => Math.abs(position.drift)));
  expect(drift).toBeGreaterThan(0.05);

  expect(await create({ metric: 'PORTFOLIO_VALUE_AT_RISK', threshold: valueAtRisk95 / 2 })).toMatchObject({
    data: {
      createAlertRule: {
        ...{ metric: 'PORTFOLIO_VALUE_AT_RISK', rearm: 0.005, tickers: null },
        portfolio: { id: portfolioId, name: 'Sample portfolio' },
      },
    },
  });
  expect(await create({ metric: 'PORTFOLIO_DRIFT', threshold: 0 })).toMatchObject({
    data: { createAlertRule: { rearm: 0.01 } },
  });
  expect(await create({ metric: 'PORTFOLIO_DRIFT', threshold: drift })).not.toHaveProperty('errors');
  const { costs } = await loadSetup();
  const services = {
    rebalancing: { costs, solver: { solve: () => Promise.reject(new Error('not needed')) } },
  };
  await start(database, [evaluateAlertsTask, evaluatePortfolioRulesTask], { services });
  await eventually(async () => {
    const { alerts } = (await read(ALERTS)) as { alerts: { nodes: object[] } };
    return alerts.nodes.length >= 2;
  });
  const alert = {
    state: 'OPEN',
    date,
    stock: null,
    portfolio: { id: portfolioId, name: 'Sample portfolio' },
  };
  // The newest first. The threshold of the third rule is the drift itself, which is not beyond.
  expect(await read(ALERTS)).toMatchObject({
    alerts: {
      nodes: [
        { ...alert, value: drift, rule: { metric: 'PORTFOLIO_DRIFT', portfolio: { id: portfolioId } } },
        { ...alert, value: valueAtRisk95, rule: { metric: 'PORTFOLIO_VALUE_AT_RISK' } },
      ],
    },
  });
  for (const caller of [ravi, anil]) {
    const query = '{ alerts { nodes { id } } alertRules { nodes { id } } }';
    expect(await read(query, caller)).toEqual({ alerts: { nodes: [] }, alertRules: { nodes: [] } });
  }
});

test('a rule on a portfolio of another is refused as one on none', async () => {
  const rule = { metric: 'PORTFOLIO_DRIFT', threshold: 0.05 };
  const codeOf = ({ errors = [] }: Awaited<ReturnType<typeof create>>) =>
    errors.map(({ extensions }) => extensions?.['code']);
  expect(codeOf(await create(rule, ravi))).toEqual(['NOT_FOUND']);
  expect(codeOf(await create({ ...rule, portfolioId: encodeId(PORTFOLIO_IDS, 99_999) }))).toEqual([
    'NOT_FOUND',
  ]);
  expect(codeOf(await create({ ...rule, scope: 'EVERYBODY' }, ravi))).toEqual(['BAD_USER_INPUT']);
  expect(codeOf(await create({ ...rule, portfolioId: null }))).toEqual(['BAD_USER_INPUT']);
});

test('a user who may no longer read portfolios sees neither its rules nor their alerts', async () => {
  const { user } = asha;
  if (user === null) throw new Error('expected a user');
  const demoted = callerWithSession('192.0.2.1', { id: 1 }, { ...user, role: 'ANALYST' });
  const query = '{ alerts { nodes { id } } alertRules { nodes { id } } }';
  expect(await read(query, demoted)).toEqual({ alerts: { nodes: [] }, alertRules: { nodes: [] } });
  expect(await read('{ alertRules { totalCount } alerts { totalCount } }')).toEqual({
    alertRules: { totalCount: 3 },
    alerts: { totalCount: 2 },
  });
});

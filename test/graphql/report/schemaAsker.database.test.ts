/** Questions of reports as workers ask them, over the sample market, compared with answers over HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { callerWithSession, type Caller } from '../../../src/access/caller.js';
import type { AccessMode } from '../../../src/access/decideAccess.js';
import type { Role } from '../../../src/access/roles.js';
import type { ReportQuestion } from '../../../src/companies/reports/asker.js';
import type { Database } from '../../../src/database/database.js';
import { isPassing } from '../../../src/database/isPassing.js';
import { createContext, type Services } from '../../../src/graphql/context.js';
import { SchemaAsker, type SchemaAskerOptions } from '../../../src/graphql/report/schemaAsker.js';
import { scopesOfQuestions } from '../../../src/graphql/report/scopesOfQuestions.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { AttributedChanges } from '../../../src/runs/reproduce/attributedChanges.js';
import { Recomputer } from '../../../src/runs/reproduce/recomputer.js';
import { UserError } from '../../../src/userError.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { dataOf } from '../../support/graphql/execute.js';
import { answerOf, apiOver, closeApis, post, type TestApi } from '../../support/http/api.js';

jest.setTimeout(60_000);

type User = Caller & { readonly user: NonNullable<Caller['user']> };

const schema = buildGreyoakSchema();
let database: Database;
let api: TestApi;
/** Who asks over HTTP. */
let asking: User;
const users: Record<string, User> = {};
let ticker: string;
/** A former session that is scored. */
let since: string;
let portfolioId: string;
/** Takes of limits, of which reports have none. */
const taken: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase('sample');
  const recomputer = new Recomputer(database);
  const options = {
    services: {
      recomputer,
      attributedChanges: new AttributedChanges(recomputer),
      rateLimits: { take: async (name: string) => void taken.push(name) },
    },
    callerOf: () => asking,
  };
  api = await apiOver(database, {}, options);
  for (const [name, role] of [
    ['asha', 'TRADER'],
    ['ravi', 'TRADER'],
    ['mira', 'ADMIN'],
    ['vera', 'VIEWER'],
    ['lata', 'TRADER'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
  const { rows } = await database.pool.query<{ ticker: string; day: string }>(
    `SELECT ticker, day::text FROM bars JOIN stocks ON stocks.id = stock_id
     WHERE superseded_in IS NULL AND day = (SELECT max(day) FROM session_bars WHERE has_quorum) ORDER BY ticker LIMIT 1`,
  );
  ticker = rows[0].ticker;
  const { rows: days } = await database.pool.query<{ day: string }>(
    'SELECT DISTINCT day::text FROM scored_days ORDER BY day DESC OFFSET 2 LIMIT 1',
  );
  since = days[0].day;
  const { createPortfolio } = await read(
    'asha',
    'mutation { createPortfolio(input: { name: "Long term" }) { id version } }',
  );
  portfolioId = (createPortfolio as { id: string }).id;
  await read(
    'asha',
    `mutation ($id: ID!, $asOf: Date!, $ticker: Ticker!) {
      setHoldings(id: $id, version: 1, asOf: $asOf, cash: "1000000", holdings: [{ ticker: $ticker, quantity: 100 }]) { id } }`,
    { id: portfolioId, asOf: rows[0].day, ticker },
  );
});
afterEach(() => expect(taken.splice(0)).toEqual([]));
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role): Promise<User> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  const user = { id: rows[0].id, role };
  return { ...callerWithSession('192.0.2.1', { id: 1 }, user), user };
}

const read = async (name: string, query: string, variables: Readonly<Record<string, unknown>> = {}) =>
  dataOf(await createContext(api.services, users[name]), query, variables);

const never = new AbortController().signal;

interface AskOptions extends Partial<Omit<SchemaAskerOptions, 'services'>> {
  readonly services?: Partial<Services>;
  readonly signal?: AbortSignal;
  readonly onAnswer?: (done: number) => void;
}

function ask(
  owner: number,
  questions: readonly ReportQuestion[],
  { services, signal = never, onAnswer, ...options }: AskOptions = {},
) {
  const asker = new SchemaAsker({
    schema,
    services: { ...api.services, ...services },
    accessMode: () => Promise.resolve<AccessMode>('closed'),
    ...options,
  });
  return asker.ask(owner, questions, signal, onAnswer);
}

const questionOf = (
  name: string,
  document: string,
  variables: Readonly<Record<string, unknown>> = {},
): ReportQuestion => ({ name, document, variables });

/** Asks one question that has to be refused. */
const refusalOf = (owner: number, document: string, options?: AskOptions): Promise<unknown> =>
  ask(owner, [questionOf('one', document)], options).then(
    (answers) => Promise.reject(new Error(`expected a refusal, got ${JSON.stringify([...answers])}`)),
    (error: unknown) => error,
  );

const SCORES = `query ($ticker: Ticker!, $on: Date, $since: Date!) {
  stock(ticker: $ticker) {
    name isin profile { isin website }
    trader: score(mode: TRADER, on: $on) { ...all }
    investor: score(mode: INVESTOR, on: $on) { ...all }
    scores(mode: INVESTOR, to: $on, first: 20) { nodes { date value } totalCount }
    risk(on: $on) { value level parts { kind } previous { value } }
  }
}
fragment all on Score {
  value rank rankOf percentile provisional confidence { value }
  pillars { all { name score weight contribution components { name } } }
  penalty { beforeCap } distances { __typename } bandSpell { since }
  change(since: $since) { total causes { cause points sentence } }
}`;
const FIGURES = `query ($ticker: Ticker!, $on: Date) {
  stock(ticker: $ticker) {
    health(on: $on) { health growth scores { name value } }
    metrics(on: $on, first: 50) { nodes { code value periodEnd restated { value } flags { __typename } } }
    peers(on: $on) { hhi coverage companies { rank share stock { ticker score(mode: TRADER) { value } } } }
    corrections(first: 5) { nodes { __typename } }
  }
  method { name verdict(mode: TRADER) { __typename } }
}`;
const PORTFOLIO = `query ($id: ID!) {
  portfolio(id: $id) { name cash valuation { total holdings { stock { ticker } price value } } risk { __typename } }
}`;
const SALES = `query ($ticker: Ticker!) {
  stock(ticker: $ticker) { metrics(codes: ["sales"], periods: [QUARTER], from: "2024-06-30", to: "2024-06-30") { nodes { value } } } }`;

const allQuestions = (): readonly ReportQuestion[] => [
  questionOf('scores', SCORES, { ticker, since }),
  questionOf('figures', FIGURES, { ticker, on: null }),
  questionOf('earlier', SCORES, { ticker, on: since, since }),
  questionOf('stocks', '{ stocks(mode: TRADER, first: 500) { nodes { ticker } totalCount } }'),
  questionOf('portfolio', PORTFOLIO, { id: portfolioId }),
];

test('answers are those over HTTP, in the order of the questions, and are not charged', async () => {
  asking = users['asha'];
  const overHttp: unknown[] = [];
  for (const { name, document, variables } of allQuestions()) {
    const { data, errors } = answerOf(await post(api, document, { variables }));
    expect(errors).toBeUndefined();
    overHttp.push([name, data]);
  }
  taken.length = 0;
  const done: number[] = [];
  const answers = await ask(asking.user.id, allQuestions(), { onAnswer: (count) => done.push(count) });
  expect([...answers]).toEqual(overHttp);
  expect(done).toEqual([1, 2, 3, 4, 5]);
  expect(answers.get('portfolio')).toMatchObject({ portfolio: { valuation: { holdings: [{}] } } });
  expect(answers.get('scores')).toHaveProperty('stock.trader.change.causes.length', 5);
});

test('of what belongs to another user there is nothing', async () => {
  const answers = await ask(users['ravi'].user.id, [questionOf('one', PORTFOLIO, { id: portfolioId })]);
  expect(answers.get('one')).toEqual({ portfolio: null });
});

test('what is committed meanwhile is seen by the next report, and by no part of this one', async () => {
  const { peerMarkets } = api.services;
  const owner = users['asha'].user.id;
  const asked = [
    questionOf('sales', SALES, { ticker }),
    questionOf('peers', 'query ($ticker: Ticker!) { stock(ticker: $ticker) { peers { hhi } } }', { ticker }),
    questionOf('salesAgain', SALES, { ticker }),
    questionOf('portfolio', PORTFOLIO, { id: portfolioId }),
    questionOf('reports', '{ intelligence(first: 5) { nodes { text } } }'),
  ];
  const former = await ask(owner, asked);
  const commit = async () => {
    await read(
      'mira',
      'mutation ($input: RecordMetricsInput!) { recordMetrics(input: $input) { inserted } }',
      {
        input: {
          rows: [
            {
              ...{ ticker, code: 'sales', period: 'QUARTER', periodEnd: '2024-06-30', basis: 'CONSOLIDATED' },
              ...{ value: 123_456, publishedOn: '2024-08-01' },
            },
          ],
        },
      },
    );
    await read(
      'asha',
      'mutation ($id: ID!) { updatePortfolio(id: $id, version: 2, input: { name: "Other" }) { id } }',
      {
        id: portfolioId,
      },
    );
    await database.pool.query(`UPDATE users SET active = false WHERE id = $1`, [owner]);
  };
  const meanwhile: Services['peerMarkets'] = {
    isKept: () => false,
    of: async (...args) => {
      await commit();
      return peerMarkets.of(...args);
    },
  };
  expect(await ask(owner, asked, { services: { peerMarkets: meanwhile } })).toEqual(former);
  expect(await refusalOf(owner, '{ __typename }')).toBeInstanceOf(UserError);
  await database.pool.query(`UPDATE users SET active = true WHERE id = $1`, [owner]);
  const next = await ask(owner, asked);
  expect(next.get('sales')).toMatchObject({ stock: { metrics: { nodes: [{ value: 123_456 }, {}] } } });
  expect(next.get('salesAgain')).toEqual(next.get('sales'));
  expect(next.get('portfolio')).toMatchObject({ portfolio: { name: 'Other' } });
});

describe('refusals', () => {
  test('of owners that may not ask', async () => {
    expect(
      await refusalOf(
        users['vera'].user.id,
        '{ auditLog(first: 1) { totalCount } portfolios { totalCount } }',
      ),
    ).toEqual(
      new UserError(
        'Expected an owner of the report whose role has the scope AUDIT_READ and PORTFOLIOS_READ, got one with the role ' +
          'VIEWER: ask an administrator for another role, and make the report again.',
      ),
    );
    await database.pool.query(`UPDATE users SET active = false WHERE name = 'lata'`);
    expect(await refusalOf(users['lata'].user.id, '{ __typename }')).toMatchObject({
      ...{ name: 'UserError', message: expect.stringContaining('got a deactivated one') as unknown },
    });
    expect(await refusalOf(999_999, '{ __typename }')).toMatchObject({
      ...{ name: 'UserError', message: expect.stringContaining('found none') as unknown },
    });
    expect(await refusalOf(0, '{ __typename }')).toMatchObject({
      ...{ name: 'UserError', message: expect.stringContaining('got the built-in one') as unknown },
    });
    const open = () => Promise.resolve<AccessMode>('open');
    const answers = await ask(0, [questionOf('one', '{ me { role } }')], { accessMode: open });
    expect(answers.get('one')).toEqual({ me: { role: 'ADMIN' } });
  });

  test('of a field, for a reason that clients may see', async () => {
    const document = `{ stock(ticker: "${ticker}") { scores(mode: TRADER, first: 501) { totalCount } } }`;
    expect(await refusalOf(users['asha'].user.id, document)).toEqual(
      new UserError(
        'The question one of the report is refused at stock.scores: Expected first to be a whole number of 0 to 500, ' +
          'got 501: ask for smaller pages, and for the next page with after.',
      ),
    );
  });

  test('of a field, for a reason that only the log may have', async () => {
    const secret = new TypeError('secret');
    const peerMarkets: Services['peerMarkets'] = { isKept: () => true, of: () => Promise.reject(secret) };
    const document = `{ stock(ticker: "${ticker}") { name peers { hhi } } }`;
    const error = await refusalOf(users['asha'].user.id, document, { services: { peerMarkets } });
    expect(error).toEqual(new Error('the question one of a report failed'));
    expect(error).not.toBeInstanceOf(UserError);
    expect(error).toHaveProperty('cause', secret);
  });

  test.each([
    ['mutation { createPortfolio(input: { name: "No" }) { id } }', 'got a mutation'],
    ['subscription { scoreChanged { at } }', 'got a subscription'],
    ['{ stock(ticker: "A") { nothing } }', 'Cannot query field "nothing" on type "Stock".'],
    ['{', 'Syntax Error'],
    ['query A { __typename } query B { __typename }', 'the document has several'],
  ])('of a template that asks %s', async (document, reason) => {
    const error = await refusalOf(users['asha'].user.id, document);
    expect(error).toMatchObject({ name: 'Error', message: expect.stringContaining(reason) as unknown });
    expect(await read('asha', '{ portfolios { totalCount } }')).toEqual({ portfolios: { totalCount: 1 } });
  });

  test('of variables that do not fit', async () => {
    const document = 'query ($on: Date!) { sectorsOverview(on: $on) { __typename } }';
    for (const variables of [{}, { on: '2024-13-01' }, { on: null }]) {
      const asked = ask(users['asha'].user.id, [questionOf('days', document, variables)]);
      await expect(asked).rejects.toThrow('The question days of the report is refused: Variable "$on"');
      await expect(asked).rejects.toBeInstanceOf(UserError);
    }
  });
});

describe('the end of the work', () => {
  const PEERS = () =>
    `{ stock(ticker: "${ticker}") { peers { hhi } name documents(first: 1) { totalCount } } }`;
  const waiting = (begun: () => void): Partial<Services> => ({
    peerMarkets: {
      isKept: () => true,
      of: () => {
        begun();
        return new Promise(() => undefined);
      },
    },
  });

  test('by the signal, with its reason', async () => {
    const reason = new Error('the worker stops');
    const stopping = new AbortController();
    const services = waiting(() => stopping.abort(reason));
    const { signal } = stopping;
    expect(await refusalOf(users['asha'].user.id, PEERS(), { services, signal })).toBe(reason);
    expect(await refusalOf(users['asha'].user.id, PEERS(), { signal })).toBe(reason);
  });

  test('after its time', async () => {
    const services = waiting(() => undefined);
    expect(await refusalOf(users['asha'].user.id, PEERS(), { services, questionMs: 200 })).toMatchObject({
      ...{ name: 'UserError', message: expect.stringContaining('takes at most 0.2 s') as unknown },
    });
  });

  test('by the loss of its connection: it may be asked again', async () => {
    const { peerMarkets } = api.services;
    const lost: Services['peerMarkets'] = {
      isKept: () => false,
      of: async (...args) => {
        await database.pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE xact_start IS NOT NULL AND pid <> pg_backend_pid() AND datname = current_database()`,
        );
        return peerMarkets.of(...args);
      },
    };
    const questions = [questionOf('peers', PEERS()), questionOf('sales', SALES, { ticker })];
    const owner = users['asha'].user.id;
    const error: unknown = await ask(owner, questions, { services: { peerMarkets: lost } }).catch(
      (e: unknown) => e,
    );
    expect(isPassing(error)).toBe(true);
    await ask(owner, questions);
  });
});

test('the scopes that questions need', () => {
  expect(scopesOfQuestions(schema, allQuestions())).toEqual([
    'SCORES_READ',
    'MARKET_READ',
    'RISK_READ',
    'COMPANIES_READ',
    'PORTFOLIOS_READ',
  ]);
  expect(scopesOfQuestions(schema, [questionOf('none', '{ __typename }')])).toEqual([]);
});

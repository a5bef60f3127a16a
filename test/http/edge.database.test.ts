/** Who may ask from where, and what hostile texts come to. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { answerOf, apiOver, closeApis, get, post, refusalOf, type TestApi } from '../support/http/api.js';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(closeApis);
afterAll(closeTestDatabases);

const QUERY = '{ method { name } }';

describe('pages of other origins', () => {
  const ORIGIN = 'https://app.example';
  const preflight = ({ app }: TestApi, origin: string) =>
    app.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });

  test('that are allowed may ask and read', async () => {
    const api = await apiOver(database, { ALLOWED_ORIGINS: ORIGIN });
    const allowed = await preflight(api, ORIGIN);
    expect([allowed.statusCode, allowed.payload, allowed.headers['access-control-allow-origin']]).toEqual([
      204,
      '',
      ORIGIN,
    ]);
    expect(allowed.headers['access-control-allow-headers']).toContain('content-type');
    for (let k = 0; k < 2; k++) {
      const { headers } = await post(api, QUERY, { headers: { origin: ORIGIN } });
      expect(headers['access-control-allow-origin']).toBe(ORIGIN);
      expect(String(headers['vary']).split(', ')).toEqual(
        expect.arrayContaining(['Origin', 'Accept-Encoding']),
      );
      expect(headers['access-control-allow-credentials']).toBeUndefined();
    }
    const refused = await post(api, '{', { headers: { origin: ORIGIN } });
    expect([refused.statusCode, refused.headers['access-control-allow-origin']]).toEqual([400, ORIGIN]);
  });

  test.each([
    ['https://evil.example'],
    ['https://app.example.evil.example'],
    ['http://app.example'],
    ['null'],
  ])('%s may not, also where the answer is kept', async (origin) => {
    const api = await apiOver(database, { ALLOWED_ORIGINS: ORIGIN });
    expect((await preflight(api, origin)).headers['access-control-allow-origin']).toBeUndefined();
    await post(api, QUERY, { headers: { origin: ORIGIN } });
    for (const response of [
      await post(api, QUERY, { headers: { origin } }),
      await get(api, QUERY, { headers: { origin } }),
    ])
      expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('may not where none is allowed', async () => {
    const api = await apiOver(database);
    expect((await preflight(api, ORIGIN)).headers['access-control-allow-origin']).toBeUndefined();
    const { headers } = await post(api, QUERY, { headers: { origin: ORIGIN } });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('a host', () => {
  test('that is not trusted gets no answer but about health', async () => {
    const api = await apiOver(database, { TRUSTED_HOSTS: 'api.example' });
    const asked = (host: string) => ({ headers: { host, 'x-request-id': 'asked-1' } });
    expect((await post(api, QUERY, asked('api.example'))).statusCode).toBe(200);
    // The answer is kept by now.
    for (const send of [post, get]) {
      const refused = await send(api, QUERY, asked('evil.example'));
      expect(refusalOf(refused)).toEqual([400, 'BAD_REQUEST']);
      expect(refused.headers['x-request-id']).toBe('asked-1');
      expect(answerOf(refused).errors?.[0].extensions['requestId']).toBe('asked-1');
    }
    for (const url of ['/health/live', '/health/ready']) {
      expect((await api.app.inject({ url, headers: { host: 'evil.example' } })).statusCode).toBe(200);
    }
    expect((await api.app.inject({ url: '/metrics', headers: { host: 'evil.example' } })).statusCode).toBe(
      400,
    );
  });
});

test('on a loopback address, a name that another site let point at it gets no answer', async () => {
  const headers = { host: 'rebound.example:4000' };
  const api = await apiOver(database);
  const mutation = 'mutation { rescore(input: { on: "2024-10-08" }) { scored } }';
  for (const response of [
    await post(api, QUERY, { headers }),
    await post(api, mutation, { headers }),
    await get(api, QUERY, { headers }),
    await api.app.inject({ url: '/graphql/stream', headers: { ...headers, accept: 'text/event-stream' } }),
    await api.app.inject({ url: '/playground', headers }),
  ]) {
    expect(refusalOf(response)).toEqual([400, 'BAD_REQUEST']);
    expect(answerOf(response).errors?.[0].message).toContain('TRUSTED_HOSTS');
  }
  const elsewhere = await apiOver(database, { HOST: '0.0.0.0' });
  expect((await post(elsewhere, QUERY, { headers })).statusCode).toBe(200);
});

describe('SQL in a text', () => {
  const TEXTS = [
    `' OR '1'='1`,
    `'; DROP TABLE scores; --`,
    `" OR ""="`,
    `1) UNION SELECT document FROM methods --`,
    `%' OR 1=1 --`,
    `%`,
    `_`,
    `$1`,
    `\\'; SELECT pg_sleep(10); --`,
    `$$; SELECT 1; $$`,
    'a\u0000b',
    '\ud800',
  ];
  const RULE = 'metric: RISK, comparator: ABOVE, threshold: 60';
  const ruleWith = (type: string, ...fields: readonly string[]) =>
    `mutation ($text: ${type}!) { createAlertRule(input: { ${[RULE, ...fields].join(', ')} }) { id } }`;
  const modelWith = (ticker: string) =>
    `{ name: "x", positions: [{ ticker: ${ticker}, target: 0.5, lowDrift: 0, highDrift: 0 }] }`;
  const fillWith = (more: Readonly<Record<string, string>>) => {
    const fill = { portfolioId: '"nobody"', ticker: `"${SPLIT}"`, date: '"2024-10-08"', ...more };
    const given = Object.entries(fill).map(([field, value]) => `${field}: ${value}`);
    return `{ ${given.join(', ')}, side: BUY, quantity: 1, price: "1" }`;
  };
  /** Each operation has a text where its stocks, scores, runs or bars come from. */
  /** Fields that take the name of a method. */
  const METHOD_ARGUMENTS: readonly (readonly [string, string])[] = [
    ['Query.stocks', 'stocks(method: $text) { nodes { ticker } }'],
    ['Query.bands', 'bands(mode: TRADER, method: $text) { count }'],
    ['Query.method', 'method(method: $text) { name }'],
    ['Query.latestCursor', 'latestCursor(method: $text)'],
    ['Sector.momentum', 'sectors { momentum(method: $text) { z } }'],
    ...Object.entries({
      score: 'score(mode: TRADER, method: $text) { value }',
      scores: 'scores(mode: TRADER, method: $text) { nodes { value } }',
      features: 'features(method: $text) { close }',
      fundamentals: 'fundamentals(method: $text) { pe }',
      notScored: 'notScored(method: $text) { code }',
    }).map(([name, field]): readonly [string, string] => [
      `Stock.${name}`,
      `stock(ticker: "${SPLIT}") { ${field} }`,
    ]),
  ];
  const OPERATIONS: readonly (readonly [string, string])[] = [
    ['Query.stock(ticker)', 'query ($text: Ticker!) { stock(ticker: $text) { ticker } }'],
    [
      'StockFilter.tickers',
      'query ($text: Ticker!) { stocks(filter: { tickers: [$text] }) { nodes { ticker } } }',
    ],
    [
      'StockFilter.sectors',
      'query ($text: String!) { stocks(filter: { sectors: [$text] }) { nodes { ticker } } }',
    ],
    [
      'StockFilter.search',
      'query ($text: String!) { stocks(filter: { search: $text }) { nodes { ticker } } }',
    ],
    ['Query.stocks(on)', 'query ($text: Date!) { stocks(on: $text) { nodes { ticker } } }'],
    ['Query.stocks(after)', 'query ($text: String!) { stocks(after: $text) { nodes { ticker } } }'],
    [
      'Query.stocks(before)',
      'query ($text: String!) { stocks(last: 5, before: $text) { nodes { ticker } } }',
    ],
    ['Query.bands(on)', 'query ($text: Date!) { bands(mode: TRADER, on: $text) { count } }'],
    [
      'RiskFilter.tickers',
      'query ($text: Ticker!) { risks(filter: { tickers: [$text] }) { nodes { date } } }',
    ],
    [
      'RiskFilter.sectors',
      'query ($text: String!) { risks(filter: { sectors: [$text] }) { nodes { date } } }',
    ],
    ['RiskFilter.search', 'query ($text: String!) { risks(filter: { search: $text }) { nodes { date } } }'],
    ['Query.risks(on)', 'query ($text: Date!) { risks(on: $text) { nodes { date } } }'],
    ['Query.risks(after)', 'query ($text: String!) { risks(after: $text) { nodes { date } } }'],
    ['Query.risks(before)', 'query ($text: String!) { risks(last: 5, before: $text) { nodes { date } } }'],
    ['Query.peerAnalysis(ticker)', 'query ($text: Ticker!) { peerAnalysis(ticker: $text) { on } }'],
    ['Query.peerAnalysis(sector)', 'query ($text: String!) { peerAnalysis(sector: $text) { on } }'],
    ['Query.peerAnalysis(on)', 'query ($text: Date!) { peerAnalysis(sector: "it", on: $text) { on } }'],
    ['Stock.peers(on)', `query ($text: Date!) { stock(ticker: "${SPLIT}") { peers(on: $text) { on } } }`],
    ['Query.sectorsOverview(on)', 'query ($text: Date!) { sectorsOverview(on: $text) { companies } }'],
    [
      'Query.topCompanies(sector)',
      'query ($text: String!) { topCompanies(by: CLOSE, sector: $text) { rank } }',
    ],
    ['Query.topCompanies(on)', 'query ($text: Date!) { topCompanies(by: CLOSE, on: $text) { rank } }'],
    ['Query.riskDashboard(on)', 'query ($text: Date!) { riskDashboard(on: $text) { riskiest { date } } }'],
    ['Stock.risk(on)', `query ($text: Date!) { stock(ticker: "${SPLIT}") { risk(on: $text) { date } } }`],
    ...['after', 'before'].map((argument): readonly [string, string] => [
      `Stock.risks(${argument})`,
      `query ($text: String!) { stock(ticker: "${SPLIT}") { risks(${argument}: $text) { nodes { date } } } }`,
    ]),
    ...['from', 'to'].map((argument): readonly [string, string] => [
      `Stock.risks(${argument})`,
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { risks(${argument}: $text) { nodes { date } } } }`,
    ]),
    ['Query.runs(after)', 'query ($text: String!) { runs(after: $text) { nodes { id } } }'],
    ['Query.runs(before)', 'query ($text: String!) { runs(last: 5, before: $text) { nodes { id } } }'],
    ['Query.node(id)', 'query ($text: ID!) { node(id: $text) { id } }'],
    ['Query.nodes(ids)', 'query ($text: ID!) { nodes(ids: [$text]) { id } }'],
    [
      'Stock.scores(after)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { scores(mode: TRADER, after: $text) { nodes { value } } } }`,
    ],
    [
      'Stock.scores(before)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { scores(mode: TRADER, before: $text) { nodes { value } } } }`,
    ],
    [
      'Stock.scores(from)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { scores(mode: TRADER, from: $text) { nodes { value } } } }`,
    ],
    [
      'Stock.scores(to)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { scores(mode: TRADER, to: $text) { nodes { value } } } }`,
    ],
    [
      'Stock.bars(after)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { bars(after: $text) { nodes { close } } } }`,
    ],
    [
      'Stock.bars(before)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { bars(before: $text) { nodes { close } } } }`,
    ],
    [
      'Stock.bars(from)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { bars(from: $text) { nodes { close } } } }`,
    ],
    [
      'Stock.bars(to)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { bars(to: $text) { nodes { close } } } }`,
    ],
    [
      'Stock.score(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { score(mode: TRADER, on: $text) { value } } }`,
    ],
    [
      'Stock.features(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { features(on: $text) { close } } }`,
    ],
    [
      'Stock.fundamentals(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { fundamentals(on: $text) { pe } } }`,
    ],
    [
      'Stock.filings(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { filings(on: $text) { totalCount } } }`,
    ],
    [
      'Stock.filings(after)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { filings(after: $text) { totalCount } } }`,
    ],
    [
      'Stock.shareholding(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { shareholding(on: $text) { promoterPct } } }`,
    ],
    ...METHOD_ARGUMENTS.map(([coordinate, field]): readonly [string, string] => [
      `${coordinate}(method)`,
      `query ($text: String!) { ${field} }`,
    ]),
    [
      'WhatIfInput.method',
      'query ($text: String!) { whatIf(input: { mode: TRADER, method: $text }) { methodHash } }',
    ],
    ['Sector.momentum(on)', 'query ($text: Date!) { sectors { momentum(on: $text) { z } } }'],
    [
      'Method.weights(sector)',
      'query ($text: String!) { method { weights(mode: TRADER, sector: $text) { weight } } }',
    ],
    [
      'WhatIfInput.tickers',
      'query ($text: Ticker!) { whatIf(input: { mode: TRADER, tickers: [$text] }) { stocks { value } } }',
    ],
    ['RescoreInput.method', 'mutation ($text: String!) { rescore(input: { method: $text }) { scored } }'],
    ['RescoreInput.on', 'mutation ($text: Date!) { rescore(input: { on: $text }) { scored } }'],
    ['Query.apiKeys(after)', 'query ($text: String!) { apiKeys(after: $text) { nodes { name } } }'],
    [
      'Query.apiKeys(before)',
      'query ($text: String!) { apiKeys(last: 5, before: $text) { nodes { name } } }',
    ],
    ['Query.users(after)', 'query ($text: String!) { users(after: $text) { nodes { name } } }'],
    ['Query.users(before)', 'query ($text: String!) { users(last: 5, before: $text) { nodes { name } } }'],
    ['UserFilter.search', 'query ($text: String!) { users(filter: { search: $text }) { nodes { name } } }'],
    ['Query.auditLog(after)', 'query ($text: String!) { auditLog(after: $text) { nodes { action } } }'],
    [
      'Query.auditLog(before)',
      'query ($text: String!) { auditLog(last: 5, before: $text) { nodes { action } } }',
    ],
    ...['from', 'to'].map((name): readonly [string, string] => [
      `AuditFilter.${name}`,
      `query ($text: DateTime!) { auditLog(filter: { ${name}: $text }) { nodes { action } } }`,
    ]),
    ...['apiKeyId', 'userId'].map((name): readonly [string, string] => [
      `AuditFilter.${name}`,
      `query ($text: ID!) { auditLog(filter: { ${name}: $text }) { nodes { action } } }`,
    ]),
    ['Mutation.endSession(id)', 'mutation ($text: ID!) { endSession(id: $text) { address } }'],
    ...['retryBackfill', 'cancelBackfill'].map((field): readonly [string, string] => [
      `Mutation.${field}(id)`,
      `mutation ($text: ID!) { ${field}(id: $text) { done } }`,
    ]),
    ...['from', 'to', 'feeds'].map((name): readonly [string, string] => {
      const input = {
        from: '"2024-10-07"',
        to: '"2024-10-08"',
        [name]: name === 'feeds' ? '[$text]' : '$text',
      };
      const given = Object.entries(input).map(([field, value]) => `${field}: ${value}`);
      const type = name === 'feeds' ? 'String' : 'Date';
      return [
        `BackfillInput.${name}`,
        `mutation ($text: ${type}!) { startBackfill(input: { ${given.join(', ')} }) { done } }`,
      ];
    }),
    ['Mutation.runFeed(name)', 'mutation ($text: String!) { runFeed(name: $text) { done } }'],
    ['Mutation.runFeed(on)', 'mutation ($text: Date!) { runFeed(name: "nobody", on: $text) { done } }'],
    [
      'Mutation.setFeedPaused(name)',
      'mutation ($text: String!) { setFeedPaused(name: $text, paused: true) { paused } }',
    ],
    ['Mutation.cancelJob(id)', 'mutation ($text: ID!) { cancelJob(id: $text) { task } }'],
    ['Mutation.retryJob(id)', 'mutation ($text: ID!) { retryJob(id: $text) { task } }'],
    ['JobFilter.tasks', 'query ($text: String!) { jobs(filter: { tasks: [$text] }) { nodes { task } } }'],
    ['Mutation.resetPassword(userId)', 'mutation ($text: ID!) { resetPassword(userId: $text) { token } }'],
    ['Mutation.deleteUser(id)', 'mutation ($text: ID!) { deleteUser(id: $text, version: 1) { name } }'],
    [
      'UpdateUserInput.id',
      'mutation ($text: ID!) { updateUser(input: { id: $text, version: 1, active: false }) { name } }',
    ],
    ['Mutation.revokeApiKey(id)', 'mutation ($text: ID!) { revokeApiKey(id: $text) { name } }'],
    ['Mutation.rotateApiKey(id)', 'mutation ($text: ID!) { rotateApiKey(id: $text) { secret } }'],
    [
      'UpdateApiKeyInput.id',
      'mutation ($text: ID!) { updateApiKey(input: { id: $text, paused: true }) { name } }',
    ],
    [
      'WhatIfInput.on',
      'query ($text: Date!) { whatIf(input: { mode: TRADER, on: $text }) { stocks { value } } }',
    ],
    ...['from', 'to'].flatMap((name): (readonly [string, string])[] => {
      const [from, to] = name === 'from' ? ['$text', '"2024-10-08"'] : ['"2024-10-08"', '$text'];
      const ofStock = (field: string) => `query ($text: Date!) { stock(ticker: "${SPLIT}") { ${field} } }`;
      return [
        [
          `ImportFilter.${name}`,
          `query ($text: DateTime!) { imports(filter: { ${name}: $text }) { nodes { file } } }`,
        ],
        [
          `Index.bars(${name})`,
          `query ($text: Date!) { index(name: "NIFTY 50") { bars(${name}: $text) { nodes { close } } } }`,
        ],
        [`Query.calendar(${name})`, `query ($text: Date!) { calendar(from: ${from}, to: ${to}) { name } }`],
        [`Query.sessions(${name})`, `query ($text: Date!) { sessions(${name}: $text) }`],
        [`Stock.filings(${name})`, ofStock(`filings(${name}: $text) { totalCount }`)],
        [`Stock.events(${name})`, ofStock(`events(${name}: $text) { kind }`)],
        [`Stock.gaps(${name})`, ofStock(`gaps(${name}: $text) { sessions }`)],
      ];
    }),
    ...['after', 'before'].flatMap((name): (readonly [string, string])[] => {
      const page = name === 'after' ? 'after: $text' : 'last: 5, before: $text';
      const of = (field: string) => `query ($text: String!) { ${field} }`;
      return [
        [`Import.flagged(${name})`, of(`imports { nodes { flagged(${page}) { nodes { detail } } } }`)],
        [`Import.refusals(${name})`, of(`imports { nodes { refusals(${page}) { nodes { rule } } } }`)],
        [`Index.bars(${name})`, of(`index(name: "NIFTY 50") { bars(${page}) { nodes { close } } }`)],
        [`Query.imports(${name})`, of(`imports(${page}) { nodes { file } }`)],
        [`Query.backfills(${name})`, of(`backfills(${page}) { nodes { done } }`)],
        [`Query.backtests(${name})`, of(`backtests(${page}) { nodes { status } }`)],
        [`Query.jobs(${name})`, of(`jobs(${page}) { nodes { task } }`)],
        [
          `Stock.statements(${name})`,
          of(`stock(ticker: "${SPLIT}") { statements(${page}) { nodes { value } } }`),
        ],
        [`Stock.metrics(${name})`, of(`stock(ticker: "${SPLIT}") { metrics(${page}) { nodes { value } } }`)],
      ];
    }),
    ['Query.index(name)', 'query ($text: String!) { index(name: $text) { newest } }'],
    [
      'Stock.corrections(after)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { corrections(after: $text) { nodes { key } } } }`,
    ],
    ...[
      'actions { kind }',
      'bars { nodes { close } }',
      'fundamentals { pe }',
      'shareholding { promoterPct }',
    ].map((field): readonly [string, string] => [
      `Stock.${field.split(' ')[0]}(asRecorded)`,
      `query ($text: DateTime!) { stock(ticker: "${SPLIT}") { ${field.replace(' ', '(asRecorded: $text) ')} } }`,
    ]),
    [
      'Stock.statements(asRecorded)',
      `query ($text: DateTime!) { stock(ticker: "${SPLIT}") { statements(asRecorded: $text) { nodes { value } } } }`,
    ],
    ...['codes', 'from', 'to', 'on'].map((name): readonly [string, string] => [
      `Stock.metrics(${name})`,
      `query ($text: ${name === 'codes' ? '[String!]' : 'Date'}) { stock(ticker: "${SPLIT}") { metrics(${name}: $text) { nodes { value } } } }`,
    ]),
    [
      'Stock.health(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { health(on: $text) { reason } } }`,
    ],
    [
      'AnalysisInput.ticker',
      'query ($text: Ticker!) { analysis(kind: COMPETITOR, input: { ticker: $text }) { basis } }',
    ],
    [
      'AnalysisInput.sector',
      'query ($text: String!) { analysis(kind: SECTOR_OPPORTUNITY, input: { sector: $text }) { basis } }',
    ],
    [
      'AnalysisInput.on',
      `query ($text: Date!) { analysis(kind: VALUATION, input: { ticker: "${SPLIT}", on: $text }) { basis } }`,
    ],
    // No company is called so: nothing is recorded, whatever the texts are.
    ...['ticker', 'periodEnd', 'adjustedTo', 'publishedOn'].map((name): readonly [string, string] => {
      const row = {
        ticker: '"NOBODY"',
        periodEnd: '"2024-03-31"',
        code: '"sales"',
        value: '1',
        [name]: '$text',
      };
      const given = Object.entries(row).map(([field, value]) => `${field}: ${value}`);
      return [
        `MetricInput.${name}`,
        `mutation ($text: ${name === 'ticker' ? 'Ticker' : 'Date'}!) { recordMetrics(input: { rows: [{ period: ANNUAL, ${given.join(', ')} }] }) { refused { row } } }`,
      ];
    }),
    [
      'Stock.bars(adjustedTo)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { bars(adjustedTo: $text) { nodes { close } } } }`,
    ],
    [
      'Score.change(since)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { score(mode: TRADER) { change(since: $text) { total } } } }`,
    ],
    [
      'Stock.dataQuality(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { dataQuality(on: $text) { score } } }`,
    ],
    [
      'Stock.notScored(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { notScored(on: $text) { reason } } }`,
    ],
    ...['from', 'method', 'tickers', 'to'].map((name): readonly [string, string] => {
      const type = { method: 'String', tickers: 'Ticker' }[name] ?? 'Date';
      const span = { kind: 'SCORES', from: '"2024-10-08"', to: '"2024-10-08"' };
      const input = Object.entries({ ...span, [name]: name === 'tickers' ? '[$text]' : '$text' });
      const given = input.map(([field, value]) => `${field}: ${value}`).join(', ');
      return [
        `ExportInput.${name}`,
        `mutation ($text: ${type}!) { createExport(input: { ${given} }) { id } }`,
      ];
    }),
    ...['from', 'to', 'method'].map((name): readonly [string, string] => {
      const type = name === 'method' ? 'String' : 'Date';
      const given = { mode: 'INVESTOR', from: '"2024-10-08"', [name]: '$text' };
      const input = Object.entries(given).map(([field, value]) => `${field}: ${value}`);
      return [
        `BacktestInput.${name}`,
        `mutation ($text: ${type}!) { startBacktest(input: { ${input.join(', ')} }) { id } }`,
      ];
    }),
    ...['on', 'portfolioId', 'sector', 'ticker', 'title'].map((name): readonly [string, string] => {
      const type = { on: 'Date', portfolioId: 'ID', ticker: 'Ticker' }[name] ?? 'String';
      return [
        `ReportInput.${name}`,
        `mutation ($text: ${type}!) { createReport(input: { kind: COMPANY, formats: [], ${name}: $text }) { id } }`,
      ];
    }),
    ['Query.report(id)', 'query ($text: ID!) { report(id: $text) { id } }'],
    ['Mutation.deleteReport(id)', 'mutation ($text: ID!) { deleteReport(id: $text) { id } }'],
    ['Query.reports(after)', 'query ($text: String!) { reports(after: $text) { nodes { id } } }'],
    ['Query.reports(before)', 'query ($text: String!) { reports(last: 5, before: $text) { nodes { id } } }'],
    ['AlertRuleInput.name', ruleWith('String', 'name: $text', 'tickers: []')],
    ['AlertRuleInput.tickers', ruleWith('Ticker', 'name: "x"', 'tickers: [$text]')],
    ['AlertRuleInput.portfolioId', ruleWith('ID', 'name: "x"', 'portfolioId: $text')],
    ['AlertRuleInput.sectors', ruleWith('String', 'name: "x"', 'sectors: [$text]')],
    ['AlertRuleInput.webhookIds', ruleWith('ID', 'name: "x"', `tickers: ["${SPLIT}"], webhookIds: [$text]`)],
    [
      'Mutation.updateAlertRule(id)',
      `mutation ($text: ID!) { updateAlertRule(id: $text, version: 1, input: { ${RULE}, name: "x", everything: true }) { id } }`,
    ],
    [
      'Mutation.deleteAlertRule(id)',
      'mutation ($text: ID!) { deleteAlertRule(id: $text, version: 1) { id } }',
    ],
    ...['acknowledgeAlert', 'resolveAlert'].flatMap((field): (readonly [string, string])[] => [
      [`Mutation.${field}(id)`, `mutation ($text: ID!) { ${field}(id: $text) { id } }`],
      [`Mutation.${field}(note)`, `mutation ($text: String!) { ${field}(id: "nobody", note: $text) { id } }`],
    ]),
    ...['resumeWebhook', 'deleteWebhook'].map((field): readonly [string, string] => [
      `Mutation.${field}(id)`,
      `mutation ($text: ID!) { ${field}(id: $text) { id } }`,
    ]),
    [
      'WebhookInput.url',
      'mutation ($text: String!) { createWebhook(input: { url: $text }) { webhook { id } } }',
    ],
    ...['alertRules', 'alerts', 'webhooks'].flatMap((field): (readonly [string, string])[] => [
      [`Query.${field}(after)`, `query ($text: String!) { ${field}(after: $text) { nodes { id } } }`],
      [
        `Query.${field}(before)`,
        `query ($text: String!) { ${field}(last: 5, before: $text) { nodes { id } } }`,
      ],
    ]),
    ...(
      [
        ['from', 'DateTime', '$text'],
        ['to', 'DateTime', '$text'],
        ['ruleId', 'ID', '$text'],
        ['tickers', 'Ticker', '[$text]'],
      ] as const
    ).map(([name, type, value]): readonly [string, string] => [
      `AlertFilter.${name}`,
      `query ($text: ${type}!) { alerts(filter: { ${name}: ${value} }) { nodes { id } } }`,
    ]),
    ...['after', 'before'].flatMap((argument): (readonly [string, string])[] =>
      ['models', 'portfolios', 'rebalances'].map((field) => [
        `Query.${field}(${argument})`,
        `query ($text: String!) { ${field}(${argument}: $text) { nodes { id } } }`,
      ]),
    ),
    ...(
      [
        ['models', 'ModelFilter', 'search', 'String'],
        ['models', 'ModelFilter', 'portfolioId', 'ID'],
        ['portfolios', 'PortfolioFilter', 'search', 'String'],
        ['portfolios', 'PortfolioFilter', 'modelId', 'ID'],
        ['portfolios', 'PortfolioFilter', 'holds', 'Ticker'],
        ['rebalances', 'RebalanceFilter', 'modelId', 'ID'],
        ['rebalances', 'RebalanceFilter', 'portfolioId', 'ID'],
        ['rebalances', 'RebalanceFilter', 'from', 'DateTime'],
        ['rebalances', 'RebalanceFilter', 'to', 'DateTime'],
      ] as const
    ).map(([field, input, name, type]): readonly [string, string] => [
      `${input}.${name}`,
      `query ($text: ${type}!) { ${field}(filter: { ${name}: $text }) { nodes { id } } }`,
    ]),
    ...['model', 'portfolio'].map((field): readonly [string, string] => [
      `Query.${field}(id)`,
      `query ($text: ID!) { ${field}(id: $text) { id } }`,
    ]),
    ...(
      [
        ['valuation', 'on', 'Date', 'date'],
        ['drift', 'on', 'Date', 'date'],
        ['risk', 'on', 'Date', 'date'],
        ['performance', 'from', 'Date', 'to'],
        ['performance', 'to', 'Date', 'to'],
        ['journal', 'after', 'String', 'nodes { id }'],
        ['journal', 'before', 'String', 'nodes { id }'],
        ['rebalances', 'after', 'String', 'nodes { id }'],
        ['rebalances', 'before', 'String', 'nodes { id }'],
      ] as const
    ).map(([field, argument, type, selected]): readonly [string, string] => [
      `Portfolio.${field}(${argument})`,
      `query ($text: ${type}!) { portfolios { nodes { ${field}(${argument}: $text) { ${selected} } } } }`,
    ]),
    ...(
      [
        ['deleteModel(id)', 'deleteModel(id: $text, version: 1) { id }'],
        ['refreshModel(id)', 'refreshModel(id: $text, version: 1) { model { id } }'],
        [
          'updateModel(id)',
          `updateModel(id: $text, version: 1, input: ${modelWith(`"${SPLIT}"`)}) { model { id } }`,
        ],
        [
          'updateModelFromScores(id)',
          'updateModelFromScores(id: $text, version: 1, input: { name: "x", mode: TRADER }) { model { id } }',
        ],
        ['deletePortfolio(id)', 'deletePortfolio(id: $text, version: 1) { id }'],
        ['updatePortfolio(id)', 'updatePortfolio(id: $text, version: 1, input: { name: "x" }) { id }'],
        ['attachPortfolio(portfolioId)', 'attachPortfolio(portfolioId: $text, version: 1) { id }'],
        [
          'attachPortfolio(modelId)',
          'attachPortfolio(modelId: $text, portfolioId: "nobody", version: 1) { id }',
        ],
        [
          'setHoldings(id)',
          'setHoldings(id: $text, version: 1, asOf: "2024-10-08", cash: 1, holdings: []) { id }',
        ],
        [
          'recordJournal(portfolioId)',
          'recordJournal(portfolioId: $text, version: 1, entries: [{ date: "2024-10-08", kind: DEPOSIT, amount: 1 }]) { id }',
        ],
        ['rebalanceModel(modelId)', 'rebalanceModel(modelId: $text, version: 1) { id }'],
        ['confirmRebalance(id)', `confirmRebalance(id: $text, version: 1, fills: [${fillWith({})}]) { id }`],
        ['cancelRebalance(id)', 'cancelRebalance(id: $text, version: 1) { id }'],
        ['deleteRebalance(id)', 'deleteRebalance(id: $text, version: 1) { id }'],
      ] as const
    ).map(([coordinate, field]): readonly [string, string] => [
      `Mutation.${coordinate}`,
      `mutation ($text: ID!) { ${field} }`,
    ]),
    [
      'Mutation.setHoldings(asOf)',
      'mutation ($text: Date!) { setHoldings(id: "nobody", version: 1, asOf: $text, cash: 1, holdings: []) { id } }',
    ],
    [
      'RebalanceInput.portfolioId',
      'query ($text: ID!) { previewRebalance(input: { portfolioId: $text }) { status } }',
    ],
    [
      'RebalanceInput.asOf',
      'query ($text: Date!) { previewRebalance(input: { portfolioId: "nobody", asOf: $text }) { status } }',
    ],
    [
      'Mutation.rebalancePortfolio(idempotencyKey)',
      'mutation ($text: String!) { rebalancePortfolio(input: { portfolioId: "nobody", version: 1 }, idempotencyKey: $text) { id } }',
    ],
    [
      'Mutation.rebalanceModel(idempotencyKey)',
      'mutation ($text: String!) { rebalanceModel(modelId: "nobody", version: 1, idempotencyKey: $text) { id } }',
    ],
    [
      'Mutation.rebalanceModel(asOf)',
      'mutation ($text: Date!) { rebalanceModel(modelId: "nobody", version: 1, asOf: $text) { id } }',
    ],
    ...(
      [
        ['portfolioId', 'ID'],
        ['ticker', 'Ticker'],
        ['date', 'Date'],
      ] as const
    ).map(([name, type]): readonly [string, string] => [
      `FillInput.${name}`,
      `mutation ($text: ${type}!) { confirmRebalance(id: "nobody", version: 1, fills: [${fillWith({ [name]: '$text' })}]) { id } }`,
    ]),
    [
      'HoldingInput.ticker',
      'mutation ($text: Ticker!) { setHoldings(id: "nobody", version: 1, asOf: "2024-10-08", cash: 1, holdings: [{ ticker: $text, quantity: 1 }]) { id } }',
    ],
    ...(
      [
        ['date', 'Date'],
        ['ticker', 'Ticker'],
        ['note', 'String'],
      ] as const
    ).map(([name, type]): readonly [string, string] => {
      const entry = {
        date: '"2024-10-08"',
        kind: 'CORRECTION',
        quantity: '1',
        ticker: `"${SPLIT}"`,
        [name]: '$text',
      };
      const given = Object.entries(entry).map(([field, value]) => `${field}: ${value}`);
      return [
        `JournalInput.${name}`,
        `mutation ($text: ${type}!) { recordJournal(portfolioId: "nobody", version: 1, entries: [{ ${given.join(', ')} }]) { id } }`,
      ];
    }),
    // What names may be is tested elsewhere: the rest of these inputs is refused.
    [
      'PortfolioInput.name',
      'mutation ($text: String!) { createPortfolio(input: { name: $text, limits: { cash: 2 } }) { id } }',
    ],
    [
      'ModelInput.name',
      'mutation ($text: String!) { createModel(input: { name: $text, positions: [] }) { model { id } } }',
    ],
    [
      'ModelPositionInput.ticker',
      `mutation ($text: Ticker!) { createModel(input: ${modelWith('$text')}) { model { id } } }`,
    ],
    ...(
      [
        ['name', 'String', 'topN: 0'],
        ['method', 'String', 'name: "x"'],
        ['on', 'Date', 'name: "x"'],
      ] as const
    ).map(([name, type, other]): readonly [string, string] => [
      `ModelFromScoresInput.${name}`,
      `mutation ($text: ${type}!) { createModelFromScores(input: { mode: TRADER, ${name}: $text, ${other} }) { model { id } } }`,
    ]),
    ['Query.exports(after)', 'query ($text: String!) { exports(after: $text) { nodes { id } } }'],
    ['Query.exports(before)', 'query ($text: String!) { exports(last: 5, before: $text) { nodes { id } } }'],
    ...(
      [
        ['from', 'Date', '$text'],
        ['to', 'Date', '$text'],
        ['search', 'String', '$text'],
        ['types', 'String', '[$text]'],
        ['tickers', 'Ticker', '[$text]'],
      ] as const
    ).map(([name, type, value]): readonly [string, string] => [
      `IntelligenceFilter.${name}`,
      `query ($text: ${type}!) { intelligence(filter: { ${name}: ${value} }) { nodes { id } } }`,
    ]),
    // The source is too long, so that nothing is recorded, whatever the texts are.
    ...['date', 'publishedOn', 'source', 'text', 'tickers', 'title', 'type', 'url'].map(
      (name): readonly [string, string] => {
        const type = { date: 'Date', publishedOn: 'Date', tickers: 'Ticker' }[name] ?? 'String';
        const item = {
          ...{ type: '"ORDER_WIN"', title: '"x"', date: '"2024-10-08"', tickers: `["${SPLIT}"]` },
          source: `"${'x'.repeat(201)}"`,
          [name]: name === 'tickers' ? '[$text]' : '$text',
          ...(name === 'source' && { type: '"small letters"' }),
        };
        const input = Object.entries(item).map(([field, value]) => `${field}: ${value}`);
        return [
          `IntelligenceInput.${name}`,
          `mutation ($text: ${type}!) { recordIntelligence(input: { ${input.join(', ')} }) { id } }`,
        ];
      },
    ),
    [
      'Mutation.setWatchlist(tickers)',
      'mutation ($text: Ticker!) { setWatchlist(tickers: [$text]) { ticker } }',
    ],
    ...(
      [
        ['query', 'String', '$text'],
        ['tickers', 'Ticker', '[$text]'],
        ['from', 'Date', '$text'],
        ['to', 'Date', '$text'],
        ['on', 'Date', '$text'],
      ] as const
    ).map(([name, type, value]): readonly [string, string] => [
      `SearchInput.${name}`,
      `query ($text: ${type}!) { searchDocuments(input: { mode: KEYWORD, ${name === 'query' ? '' : 'query: "sales", '}${name}: ${value} }) { hits { score } } }`,
    ]),
    ['Query.document(id)', 'query ($text: ID!) { document(id: $text) { title } }'],
    ['Mutation.reprocessDocument(id)', 'mutation ($text: ID!) { reprocessDocument(id: $text) { title } }'],
    ['Mutation.deleteDocument(id)', 'mutation ($text: ID!) { deleteDocument(id: $text) { title } }'],
    [
      'Stock.documents(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { documents(on: $text) { nodes { title } } } }`,
    ],
    [
      'Stock.documents(after)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { documents(after: $text) { nodes { title } } } }`,
    ],
    [
      'Stock.suggestedMetrics(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { suggestedMetrics(on: $text) { code } } }`,
    ],
    // There is no document, so that its chunks are not asked for: test/graphql/documents.database.test.ts does.
    [
      'Document.chunks(after)',
      'query ($text: String!) { document(id: "nothing") { chunks(after: $text) { nodes { text } } } }',
    ],
    ['Query.intelligence(after)', 'query ($text: String!) { intelligence(after: $text) { nodes { id } } }'],
    [
      'Stock.intelligence(after)',
      `query ($text: String!) { stock(ticker: "${SPLIT}") { intelligence(after: $text) { nodes { id } } } }`,
    ],
    [
      'Stock.intelligence(on)',
      `query ($text: Date!) { stock(ticker: "${SPLIT}") { intelligence(on: $text) { nodes { id } } } }`,
    ],
    // There is no such holiday, so that nothing is withdrawn, whatever the texts are.
    ...['basis', 'date', 'index', 'kind', 'metric', 'period', 'publishedOn', 'reason', 'ticker'].map(
      (name): readonly [string, string] => {
        const type = { date: 'Date', publishedOn: 'Date', ticker: 'Ticker' }[name] ?? 'String';
        const key = { dataset: 'HOLIDAYS', date: '"1999-01-01"', reason: '"A wrong file"', [name]: '$text' };
        const input = Object.entries(key).map(([field, value]) => `${field}: ${value}`);
        return [
          `WithdrawInput.${name}`,
          `mutation ($text: ${type}!) { withdrawFacts(input: { ${input.join(', ')} }) { rows } }`,
        ];
      },
    ),
  ];

  test.each(OPERATIONS)('as %s is refused, or finds nothing', async (coordinate, query) => {
    const api = await apiOver(database, { CACHE_BYTES: '0' });
    for (const text of TEXTS) {
      const response = await post(api, query, { variables: { text } });
      const { data = null, errors = [] } = answerOf(response);
      // A field of a list is refused for each of its items.
      const codes = [...new Set(errors.map(({ extensions }) => extensions['code']))];
      expect({ text, codes }).toEqual({ text, codes: errors.length === 0 ? [] : ['BAD_USER_INPUT'] });
      // 200: a resolver refused it, or it found nothing.
      expect([200, 400]).toContain(response.statusCode);
      if (errors.length === 0)
        expect({ text, leaves: leavesOf(data, coordinate) }).toEqual({ text, leaves: [] });
    }
    const { rows } = await database.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM runs');
    expect(rows[0].count).toBe(3);
  });

  test.each(['ticker', 'date'])('as the %s of a bar refuses its row', async (field) => {
    const api = await apiOver(database);
    const bar = { ticker: SPLIT, date: NEWEST, open: 1, high: 1, low: 1, close: 1, volume: 1 };
    const rows = TEXTS.map((text) => ({ ...bar, [field]: text }));
    const query =
      'mutation ($rows: [BarInput!]!) { recordBars(input: { rows: $rows }) { inserted refused { row } } }';
    const { data } = answerOf(await post(api, query, { variables: { rows } }));
    expect(data).toEqual({ recordBars: { inserted: 0, refused: rows.map((_, row) => ({ row })) } });
  });

  test.each(['code', 'source'])('as the %s of a figure refuses its row', async (field) => {
    const api = await apiOver(database);
    const figure = { ticker: SPLIT, code: 'sales', period: 'ANNUAL', periodEnd: '2024-03-31', value: 1 };
    const rows = TEXTS.map((text) => ({ ...figure, [field]: text }));
    const query =
      'mutation ($rows: [MetricInput!]!) { recordMetrics(input: { rows: $rows }) { inserted refused { row } } }';
    const { data } = answerOf(await post(api, query, { variables: { rows } }));
    expect(data).toEqual({ recordMetrics: { inserted: 0, refused: rows.map((_, row) => ({ row })) } });
  });

  test('as the name of an API key is kept as it is', async () => {
    const api = await apiOver(database);
    const query =
      'mutation ($name: String!) { createApiKey(input: { name: $name, scopes: [SCORES_READ] }) { apiKey { id name } } }';
    for (const name of TEXTS) {
      const { data = null, errors = [] } = answerOf(await post(api, query, { variables: { name } }));
      const made = (data?.['createApiKey'] as { apiKey: { id: string; name: string } } | undefined)?.apiKey;
      const codes = errors.map(({ extensions }) => extensions['code']);
      expect([name, made?.name ?? codes]).toEqual([
        name,
        made === undefined ? ['BAD_USER_INPUT'] : name.trim(),
      ]);
      if (made === undefined) continue;
      const renamed = await post(
        api,
        'mutation ($id: ID!, $name: String!) { updateApiKey(input: { id: $id, name: $name }) { name } }',
        { variables: { id: made.id, name: `${name}2` } },
      );
      expect(answerOf(renamed).data).toEqual({ updateApiKey: { name: `${name.trimStart()}2` } });
      await post(api, 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { variables: { id: made.id } });
    }
  });

  test('is covered for every argument that is a text', async () => {
    const api = await apiOver(database);
    const { data } = answerOf(
      await post(
        api,
        `{ __schema { types { name kind fields { name args { name type { ...T } } } inputFields { name type { ...T } } } } }
         fragment T on __Type { name ofType { name ofType { name ofType { name } } } }`,
      ),
    );
    interface TypeRef {
      readonly name: string | null;
      readonly ofType?: TypeRef | null;
    }
    interface Argument {
      readonly name: string;
      readonly type: TypeRef;
    }
    const { types } = data?.['__schema'] as {
      types: {
        name: string;
        fields: { name: string; args: Argument[] }[] | null;
        inputFields: Argument[] | null;
      }[];
    };
    const named = ({ name, ofType }: TypeRef): string => name ?? (ofType ? named(ofType) : '');
    const isText = ({ type }: Argument) =>
      ['String', 'ID', 'Ticker', 'Date', 'DateTime'].includes(named(type));
    const coordinates = types
      .filter(({ name }) => !name.startsWith('__'))
      .flatMap(({ name, fields, inputFields }) => [
        ...(fields ?? []).flatMap((field) =>
          field.args.filter(isText).map((argument) => `${name}.${field.name}(${argument.name})`),
        ),
        ...(inputFields ?? []).filter(isText).map((field) => `${name}.${field.name}`),
      ]);
    // Those are not for HTTP: test/graphql/operation/startOperation.database.test.ts.
    const elsewhere =
      /^(Subscription|ScoreEventFilter|BarInput)\.|^MetricInput\.(code|source)$|ApiKeyInput\.name$/;
    // They need a session or are refused as credentials: test/graphql/users, test/graphql/signIn, test/http/secretArguments.
    const ofAccounts =
      /^(SignIn|ChangePassword|CreateUser)Input\.|^UpdateUserInput\.(email|name)$|^Mutation\.(setPassword|refreshSession|updateMe|deleteMyAccount)\(/;
    const here = coordinates.filter((name) => !elsewhere.test(name) && !ofAccounts.test(name));
    expect(OPERATIONS.map(([coordinate]) => coordinate).sort()).toEqual(here.sort());
  });

  /** What an answer found: all that is no null. A sector or a filter that is unknown leaves its parent. */
  function leavesOf(value: unknown, coordinate: string): unknown[] {
    if (value === null) return [];
    if (typeof value !== 'object') return [value];
    return Object.values(value).flatMap((inner) => leavesOf(inner, coordinate));
  }
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type GraphQLFormattedError, parse } from 'graphql';
import { callerAt } from '../../src/access/caller.js';
import { createApi, type Api } from '../../src/api.js';
import type { Services } from '../../src/graphql/context.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { EXAMPLES } from '../../src/web/playground/examples.js';
import { headingOf } from '../../src/web/playground/headingOf.js';
import { parseFeeds } from '../../src/market/feeds/loadFeeds.js';
import { makeSampleDocuments } from '../../src/companies/documents/sample/makeSampleDocuments.js';
import { documentLog } from '../../src/companies/documents/store/documentLog.js';
import type { LogEvent } from '../../src/live/eventLog.js';
import type { LiveLog } from '../../src/live/liveLog.js';
import { alertLog } from '../../src/live/alerts/alertLog.js';
import { makeSamplePortfolio } from '../../src/portfolios/store/makeSamplePortfolio.js';
import { makeSampleRules } from '../../src/live/alerts/rules/makeSampleRules.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { ReportWriter } from '../../src/companies/reports/files/reportWriter.js';
import { makeSampleReports } from '../../src/companies/reports/store/makeSampleReports.js';
import { loadTemplates } from '../../src/companies/reports/template/loadTemplates.js';
import { makeReport } from '../../src/companies/tasks/makeReport.js';
import { encodeId } from '../../src/graphql/ids.js';
import { PORTFOLIO_IDS } from '../../src/graphql/portfolio/portfolio.js';
import { SchemaAsker } from '../../src/graphql/report/schemaAsker.js';
import { processDocument } from '../../src/companies/tasks/processDocument.js';
import { documentServices } from '../support/companies/documentServices.js';
import { start, stopAll } from '../support/jobs/workers.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { documentPaths } from '../support/documents/documentPaths.js';
import { examplesPage } from '../support/documents/examplesPage.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { testAuthKey } from '../support/access/testAuthKey.js';

/**
 * Sends the operations that documents and the playground show, as a client does, to a service with the sample market and
 * all limits at their defaults.
 */

const settings = { ...readSettings({}), logLevel: 'silent' as const };
/** A feed such as users may write into config/feeds.yaml. */
const FEEDS = `
feeds:
  - name: closes
    dataset: prices
    url: "https://exchange.example/closes/{date:ddMMyyyy}.csv"
`;
let api: Api;
let services: Services;
const reportWriter = new ReportWriter();
/** The folder of the files of documents. */
let documents: string;
beforeAll(async () => {
  const database = await openTestDatabase('sample');
  const setup = await loadSetup();
  await makeSampleRules(database.pool);
  await makeSamplePortfolio(database);
  documents = await temporaryFolder();
  services = servicesOf(database, setup, settings, {
    authKey: testAuthKey,
    feeds: parseFeeds(FEEDS, 'feeds.yaml'),
  });
  const { embedder } = services;
  const ofDocuments = documentServices(documents, { embedder });
  await makeSampleDocuments(database.pool, ofDocuments.documentFiles);
  await start(database, [processDocument], { services: ofDocuments });
  await eventually(async () => {
    const states = await database.query<{ status: string }>('SELECT status FROM documents', []);
    return states.length > 0 && states.every(({ status }) => status === 'READY');
  });
  await stopAll();
  await services.logs.start();
  api = await createApi({ settings, state: () => ({ services, access: 'open' }) });
  await makeSampleReports(database, services.reports, (id) => encodeId(PORTFOLIO_IDS, id));
  const asker = new SchemaAsker({ schema: api.schema, services, accessMode: async () => 'open' });
  const reportServices = { asker, reportTemplates: await loadTemplates(), reportWriter };
  await start(database, [makeReport], { services: reportServices });
  await eventually(async () => {
    const states = await database.query<{ status: string }>('SELECT status FROM reports', []);
    return states.every(({ status }) => status === 'SUCCEEDED');
  });
  await stopAll();
}, 120_000);
afterAll(async () => {
  await api?.app.close();
  await services?.logs.stop();
  await services?.embedder.close();
  await reportWriter.close();
  await stopAll();
  await closeTestDatabases();
  await remove(documents);
});

interface Answer {
  readonly data: Record<string, unknown>;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions: { readonly cost: { readonly requested: number } };
}

async function answerTo(query: string): Promise<Answer> {
  const { body } = await api.app.inject({ method: 'POST', url: '/graphql', payload: { query } });
  return JSON.parse(body) as Answer;
}

/** Returns the data that the example with this title is answered with. */
async function dataOf<Data>(title: string): Promise<Data> {
  const example = EXAMPLES.find((text) => headingOf(text).title === title);
  if (example === undefined) throw new Error(`expected an example titled ${title}`);
  return (await answerTo(example)).data as Data;
}

/** What the example of peers asks for. */
interface PeersShown {
  readonly companies: readonly { readonly share: number; readonly position: string }[];
  readonly coverage: number;
  readonly leftOut: readonly unknown[];
  readonly insights: readonly { readonly rule: string }[];
}

const titled = EXAMPLES.map((example) => [headingOf(example).title, example] as const);

test('has one example for each use, with different titles and names', () => {
  expect(titled.map(([title]) => title)).toEqual([
    "One stock's card",
    'Screener',
    'Compare ten stocks',
    'Why this score?',
    'Why did it change?',
    'What if?',
    'History chart',
    "A company's figures",
    'Health of a company',
    'Competitors, sector and valuation',
    'Filings of a company',
    'Documents of a company',
    'Search by meaning',
    'Suggested beside filed',
    'Sectors and momentum',
    'Risks of the market',
    'Peers of a company',
    'Sectors by concentration',
    'Largest companies',
    'A portfolio and its trades',
    'Reports with their links',
    'Make a report',
    'My watch-list',
    'What is known of a company',
    'Live scores',
    'Live documents',
    'Record a price',
    'Record a figure',
  ]);
  const names = EXAMPLES.map((example) => headingOf(example).name);
  expect(new Set(names).size).toBe(EXAMPLES.length);
});

test.each([
  'query Bare { greeting }',
  '# A title alone\nquery Bare { greeting }',
  '# A title\n# two\n# lines\nquery Bare { greeting }',
  '# A title\n# no name\nquery { greeting }',
])('takes no example with another heading: %j', (example) => {
  expect(() => headingOf(example)).toThrow(
    `Expected an example that begins with two lines of comment, then an operation with a name; got ${example}`,
  );
});

const isSubscription = (example: string) => /^subscription/m.test(example);

describe.each(titled.filter(([, example]) => !isSubscription(example)))('%s', (_title, example) => {
  test('is answered within the default limits', async () => {
    const { errors, extensions } = await answerTo(example);
    expect(errors).toBeUndefined();
    expect(extensions.cost.requested).toBeLessThanOrEqual(settings.limits.cost);
  });
});

test.each([
  ['Live scores', scoreLog],
  ['Live documents', documentLog],
] as const)('accepts the live example unchanged: %s', async (title, factory) => {
  const log: Pick<LiveLog<LogEvent>, 'counts'> = services.logs.of<LogEvent>(factory);
  const sink = new RecordingSink();
  const query = EXAMPLES.find((example) => headingOf(example).title === title);
  const running = api.startOperation({ query }, callerAt('127.0.0.1'), sink);
  await eventually(() => log.counts.members === 1);
  running.stop();
  expect(sink.errors).toBeNull();
  expect(log.counts.members).toBe(0);
});

describe.each(titled)('%s', (_title, example) => {
  test('needs no variables: each has a default, or may be null', () => {
    const [operation] = parse(example).definitions;
    const variables = operation.kind === 'OperationDefinition' ? (operation.variableDefinitions ?? []) : [];
    expect(variables.length).toBeGreaterThan(0);
    for (const { type, defaultValue } of variables) {
      expect(type.kind !== 'NonNullType' || defaultValue !== undefined).toBe(true);
    }
  });

  test('names only stocks of the sample', () => {
    const tickers = example.match(/[\w&-]+\.(NS|BO)\b/g) ?? [];
    expect(tickers.filter((ticker) => !ticker.startsWith('SYN'))).toEqual([]);
  });
});

describe('what the examples show', () => {
  test('peers with shares and positions, sectors by concentration, and the largest companies', async () => {
    const { peerAnalysis } = await dataOf<{ peerAnalysis: PeersShown }>('Peers of a company');
    const { companies, coverage, leftOut, insights } = peerAnalysis;
    expect(companies.length).toBeGreaterThan(6);
    expect(companies.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 8);
    expect(new Set(companies.map(({ position }) => position))).toContain('LEADER');
    expect(coverage).toBeCloseTo(companies.length / (companies.length + leftOut.length), 8);
    expect(insights.map(({ rule }) => rule)).toContain('BASIS');
    const { sectorsOverview } = await dataOf<{ sectorsOverview: { hhi: number; medianScore: number }[] }>(
      'Sectors by concentration',
    );
    const hhis = sectorsOverview.map(({ hhi }) => hhi);
    expect(hhis).toEqual(hhis.toSorted((a, b) => b - a));
    expect(sectorsOverview.every(({ medianScore }) => medianScore > 0)).toBe(true);
    const { topCompanies } = await dataOf<{ topCompanies: { rank: number; value: number }[] }>(
      'Largest companies',
    );
    expect(topCompanies.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test('risky stocks with their reasons, rises, and medians of sectors', async () => {
    const { riskDashboard } = await dataOf<{
      riskDashboard: {
        readonly levels: { readonly count: number }[];
        readonly riskiest: { readonly factors: unknown[] }[];
        readonly rises: unknown[];
        readonly sectors: unknown[];
      };
    }>('Risks of the market');
    const { levels, riskiest, rises, sectors } = riskDashboard;
    expect(levels.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(20);
    expect(riskiest).toHaveLength(10);
    expect(riskiest[0].factors.length).toBeGreaterThan(0);
    expect(rises.length).toBeGreaterThan(0);
    expect(sectors.length).toBeGreaterThan(3);
  });

  test('a page of the screener with a next page', async () => {
    const { stocks } = await dataOf<{ stocks: { nodes: unknown[]; pageInfo: { hasNextPage: boolean } } }>(
      'Screener',
    );
    expect(stocks.nodes).toHaveLength(10);
    expect(stocks.pageInfo.hasNextPage).toBe(true);
  });

  test('ten stocks, each with both modes', async () => {
    const { stocks } = await dataOf<{ stocks: { nodes: { investor: unknown; trader: unknown }[] } }>(
      'Compare ten stocks',
    );
    expect(stocks.nodes).toHaveLength(10);
    expect(stocks.nodes.flatMap(({ investor, trader }) => [investor, trader])).not.toContain(null);
  });

  test('a score that a guardrail lowered and that is reproduced', async () => {
    const { stock } = await dataOf<{
      stock: {
        score: {
          pillars: { all: { components: unknown[] }[] };
          guardrails: { guardrail: string; bandBefore: string; bandAfter: string }[];
          provenance: { reproduced: boolean; differences: string[] };
        };
      };
    }>('Why this score?');
    const { pillars, guardrails, provenance } = stock.score;
    expect(pillars.all.every(({ components }) => components.length > 0)).toBe(true);
    // 14 % of the promoter's shares are pledged, and 10 % are allowed.
    expect(guardrails.filter(({ bandBefore, bandAfter }) => bandBefore !== bandAfter)).toMatchObject([
      { guardrail: 'PLEDGE_CAP', bandBefore: 'BUY', bandAfter: 'HOLD' },
    ]);
    expect(provenance).toMatchObject({ reproduced: true, differences: [] });
  });

  test('bands of the same stocks before and after a change of weights and bounds', async () => {
    type Bands = { band: string; count: number }[];
    const { whatIf, bands } = await dataOf<{
      whatIf: { bands: Bands; stocks: { change: number }[] };
      bands: Bands;
    }>('What if?');
    const total = (rows: Bands) => rows.reduce((sum, { count }) => sum + count, 0);
    expect(total(whatIf.bands)).toBe(total(bands));
    expect(whatIf.bands).not.toEqual(bands);
    expect(whatIf.stocks.some(({ change }) => change !== 0)).toBe(true);
  });

  test('a year of a chart, with a score and a bar for each session', async () => {
    type Days = { nodes: { date: string }[]; pageInfo: { hasNextPage: boolean } };
    const { stock } = await dataOf<{ stock: { scores: Days; bars: Days } }>('History chart');
    const { scores, bars } = stock;
    expect(scores.nodes.map(({ date }) => date)).toEqual(bars.nodes.map(({ date }) => date));
    expect([scores.nodes.at(0)?.date, scores.nodes.at(-1)?.date]).toEqual(['2026-06-30', '2025-07-01']);
    expect([scores.pageInfo.hasNextPage, bars.pageInfo.hasNextPage]).toEqual([false, false]);
  });

  test('a price as it is recorded, so that nothing changes until a visitor edits it', async () => {
    const { recordBars } = await dataOf<{ recordBars: object }>('Record a price');
    const nothing = { inserted: 0, updated: 0, refused: [], rescoreQueued: false };
    expect(recordBars).toEqual({ ...nothing, unchanged: 1 });
  });

  test('figures as filed, with former versions, and what is derived from them', async () => {
    type Figure = { code: string; period: string; formula: string | null; restated: unknown[] };
    const { stock } = await dataOf<{ stock: { metrics: { totalCount: number; nodes: Figure[] } } }>(
      "A company's figures",
    );
    const { nodes, totalCount } = stock.metrics;
    expect(totalCount).toBeGreaterThan(nodes.length);
    expect(nodes.some(({ period, formula }) => period === 'TTM' && formula !== null)).toBe(true);
    expect(nodes.some(({ code }) => code === 'eps_yoy')).toBe(true);
    expect(nodes.some(({ restated }) => restated.length > 0)).toBe(true);
  });

  test('a figure as it is recorded', async () => {
    const { recordMetrics } = await dataOf<{ recordMetrics: object }>('Record a figure');
    const nothing = { inserted: 0, updated: 0, refused: [], rescoreQueued: false };
    expect(recordMetrics).toEqual({ ...nothing, unchanged: 1 });
  });

  test('the health of a company, and what three analyses found', async () => {
    const { stock } = await dataOf<{ stock: { health: object } }>('Health of a company');
    expect(stock.health).toMatchObject({ coverage: 1, reason: expect.any(String) });
    type Found = { results: unknown[]; insights: unknown[]; recommendations: unknown[]; confidence: number };
    const analyses = await dataOf<Record<string, Found>>('Competitors, sector and valuation');
    expect(Object.keys(analyses)).toEqual(['competitors', 'opportunity', 'valuation']);
    for (const { confidence, insights, recommendations, results } of Object.values(analyses)) {
      for (const list of [results, insights, recommendations]) expect(list).not.toEqual([]);
      expect(confidence).toBeGreaterThan(0.5);
    }
  });

  test('the momentum of each sector group with stocks, on two days', async () => {
    type Momentum = { date: string } | null;
    const { sectors } = await dataOf<{
      sectors: { stockCount: number; now: Momentum; before: Momentum }[];
    }>('Sectors and momentum');
    const filled = sectors.filter(({ now }) => now !== null);
    expect(filled.length).toBeGreaterThan(1);
    expect(filled.every(({ stockCount, before }) => stockCount > 0 && before !== null)).toBe(true);
  });
});

/** The operations that a text shows: blocks of GraphQL in Markdown, and quoted ones in code and its comments. */
const operationsIn = (path: string): string[] => {
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.md')
    ? [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, block]) => block)
    : [...text.matchAll(/(['`])\s*((?:subscription|query)\b[^'`]*\{[^'`]*\})\s*\1/g)].map(
        ([, , quoted]) => quoted,
      );
};
const filesIn = (folder: string, endings: RegExp): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => endings.test(path));
/** Its examples are those of the playground, which are compared with their answers. */
const EXAMPLES_PAGE = 'docs/reference/examples.md';
const shown = documentPaths()
  .filter((path) => path !== EXAMPLES_PAGE)
  .concat(filesIn('examples/live', /\.[jt]s$/), filesIn('src/client', /\.ts$/))
  .flatMap((path) => operationsIn(path).map((operation) => [path, operation] as const))
  // An ellipsis stands for what the reader fills in. Schemas of other services are not sent.
  .filter(([, operation]) => !operation.includes('…') && !/^(extend )?(schema|type) /m.test(operation));

test('finds the operations of documents, examples and comments', () => {
  const paths = new Set(shown.map(([path]) => path));
  for (const path of [
    'docs/live.md',
    'docs/client.md',
    'examples/live/scoreCards.ts',
    'src/client/resuming.ts',
  ]) {
    expect([path, paths.has(path)]).toEqual([path, true]);
  }
});

/** Subscriptions to any log. */
const members = (): number => {
  const { logs } = services;
  const ofLogs = [logs.of(scoreLog), logs.of(alertLog), logs.of(documentLog)];
  return ofLogs.reduce((sum, { counts }) => sum + counts.members, 0);
};

/** Values for the variables of operations that take a secret. */
const UNKNOWN_SECRETS = { token: 'gol_0', refreshToken: 'gor_0', password: 'none that anybody has' };

// A name of two lines would not say more.
test.each(shown.map(([path, operation]) => [path, operation.trim().split('\n')[0], operation]))(
  '%s shows an operation that is taken as it is: %s',
  async (_path, _line, query) => {
    const sink = new RecordingSink();
    const variables = { ticker: 'SYNMETAL11.NS', ...UNKNOWN_SECRETS };
    const running = api.startOperation({ query, variables }, callerAt('127.0.0.1'), sink);
    await eventually(() => members() === 1 || sink.isComplete || sink.errors !== null);
    running.stop();
    expect(sink.errors).toBeNull();
    const errors = sink.results.flatMap((result) => (result['errors'] ?? []) as GraphQLFormattedError[]);
    // It is executed, and the secret is none.
    expect(errors.filter(({ extensions }) => extensions?.['code'] !== 'UNAUTHENTICATED')).toEqual([]);
    await eventually(() => members() === 0);
  },
);

/** Returns the first answer that a document shows. */
const shownAnswer = (path: string): Answer => {
  const [, json] = /```json\n([\s\S]*?)```/.exec(readFileSync(path, 'utf8')) ?? [];
  return JSON.parse(json) as Answer;
};

test('docs/reference/examples.md is what `npm run pictures` writes', async () => {
  // Those that the tests before have asked for wait.
  await services.database.pool.query(`DELETE FROM reports WHERE status = 'QUEUED'`);
  const page = await examplesPage(async (operation) => (await answerTo(operation)).data);
  if (process.env['PICTURES']) writeFileSync(EXAMPLES_PAGE, page);
  expect(page).toBe(readFileSync(EXAMPLES_PAGE, 'utf8'));
});

describe('the answer in', () => {
  const [, body] = /-d '(\{"query":.*\})'/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const { query } = JSON.parse(body) as { query: string };

  test('README.md is the one to its first query', async () => {
    expect(await answerTo(query)).toEqual(shownAnswer('README.md'));
  });

  test('docs/limits.md has the cost of the first query of README.md', async () => {
    expect((await answerTo(query)).extensions).toEqual(shownAnswer('docs/limits.md').extensions);
  });

  test('docs/errors.md is the one to a document with 140 aliases', async () => {
    const aliases = Array.from({ length: 140 }, (_, k) => `a${k}: ticker`);
    const [expected] = shownAnswer('docs/errors.md').errors ?? [];
    const { errors = [] } = await answerTo(`{ stocks { nodes { ${aliases.join(' ')} } } }`);
    // The place in the document and the number of the request are others.
    expect(errors).toEqual([
      {
        message: expected.message,
        locations: [expect.anything()],
        extensions: { ...expected.extensions, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
  });

  test('every document is compared here', () => {
    const answers = documentPaths().filter((path) => /^```json$/m.test(readFileSync(path, 'utf8')));
    // health.test.ts compares the one of docs/observing.md, webhookReceiver.test.ts that of docs/webhooks.md, and
    // commands.test.ts answers that of docs/portfolios.md.
    const elsewhere = ['docs/observing.md', 'docs/portfolios.md', 'docs/webhooks.md'];
    const compared = ['README.md', 'docs/errors.md', 'docs/limits.md', ...elsewhere, EXAMPLES_PAGE];
    expect([...answers].sort()).toEqual([...compared].sort());
  });
});

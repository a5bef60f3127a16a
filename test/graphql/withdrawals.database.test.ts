/** Withdrawing facts by the API: what is served afterwards, and what a subscriber hears. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { callerAt } from '../../src/access/caller.js';
import { createApi, type Api } from '../../src/api.js';
import type { Database } from '../../src/database/database.js';
import type { Services } from '../../src/graphql/context.js';
import type { Running } from '../../src/live/sink.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf, startServices, stopServices } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { answerOf, post } from '../support/http/api.js';
import { removeFolders } from '../support/market/folder.js';
import { bar, eps, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles } from '../support/runs/store.js';
import { eventually } from '../support/time/eventually.js';

const [sessions, loaded] = await Promise.all([sessionsFrom('2024-05-02', 12), loadSetup()]);
// One stock makes a session.
const setup = { ...loaded, sessionQuorum: 0 };
const market = marketOver(sessions, 'withdrawn by the API');
const [NEXT] = (await sessionsFrom('2024-05-02', 13)).slice(12);
const LAST = sessions[sessions.length - 1];
const STOCK = TICKERS[0];

let copies: Copies;
let database: Database;
let services: Services;
let api: Api;
const running: Running[] = [];

beforeAll(async () => {
  copies = await Copies.of(async (filled) => {
    await importFiles(filled, filesOf(market));
    // A session that one stock alone is traded on.
    await importFiles(filled, filesOf({ prices: [bar(STOCK, NEXT, 4_000, 90_000)] }));
    await scoreSpan(filled.pool, setup);
  });
  database = await copies.open();
  const settings = readSettings({ LOG_LEVEL: 'silent', ACCESS: 'open' });
  services = servicesOf(database, setup, settings, { authKey: testAuthKey });
  await startServices(services);
  api = await createApi({ settings, state: () => ({ services, access: 'open' }) });
  services.snapshots.onCommit(api.forgetAnswers);
}, 60_000);
afterEach(() => {
  for (const one of running.splice(0)) one.stop();
});
afterAll(async () => {
  await api.app.close();
  await stopServices(services);
  await copies.close();
  await removeFolders();
  await closeTestDatabases();
});

const ask = async (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
  answerOf(await post(api, query, { variables }));

const WITHDRAW = `mutation Withdraw($input: WithdrawInput!) {
  withdrawFacts(input: $input) { dataset rows touchesFrom rescoreQueued }
}`;
const withdraw = (input: Readonly<Record<string, unknown>>) => ask(WITHDRAW, { input });
const NEXT_BAR = { dataset: 'PRICES', ticker: STOCK, date: NEXT, reason: 'The wrong day' };

describe('withdrawFacts', () => {
  test.each([
    [
      { ...NEXT_BAR, date: null },
      'Expected a value: the key of prices is ticker, date; got "" as date. Nothing was withdrawn.',
    ],
    [
      { ...NEXT_BAR, kind: 'SPLIT' },
      'Expected no kind: the key of prices is ticker, date; got "SPLIT" as kind. Nothing was withdrawn.',
    ],
    [
      { ...NEXT_BAR, ticker: TICKERS[1] },
      `Expected the key of a fact that is known, got one of none: check the columns of the key; ` +
        `got "prices ${TICKERS[1]}.NS ${NEXT}" as dataset. Nothing was withdrawn.`,
    ],
    [{ ...NEXT_BAR, reason: '' }, 'Expected a value; got "" as reason. Nothing was withdrawn.'],
    [
      { ...NEXT_BAR, lift: true },
      `Expected a withdrawal that holds, got none of prices ${STOCK}.NS ${NEXT}: nothing was lifted.`,
    ],
  ])('refuses %j, and stores nothing', async (input, message) => {
    const batches = async () => (await database.pool.query('SELECT id FROM batches')).rows.length;
    const before = await batches();
    const { errors } = await withdraw(input);
    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(await batches()).toBe(before);
  });

  test('ends the day of its last bar, which subscribers hear, and pages of it expire', async () => {
    const PAGE = `query ($after: String, $include: StockInclude! = SCORED) {
      stocks(first: 2, after: $after, include: $include) {
        pageInfo { endCursor }
        edges {
          score { value date } features { date close } values(fields: [SCORE, CLOSE]) { value }
          node { score(mode: INVESTOR) { value date } }
        }
      }
    }`;
    interface Page {
      readonly pageInfo: { readonly endCursor: string };
      readonly edges: readonly {
        readonly score: Shown | null;
        readonly features: { readonly date: string; readonly close: number } | null;
        readonly values: readonly { readonly value: number | null }[];
        readonly node: { readonly score: Shown | null };
      }[];
    }
    interface Shown {
      readonly value: number;
      readonly date: string;
    }
    /** Reads a first page, whose scores and numbers must be of a day and agree with those of the stocks. */
    const pageOf = async (include: string, day: string): Promise<Page> => {
      const page = (await ask(PAGE, { include })).data?.['stocks'] as Page;
      for (const { score, features, values, node } of page.edges) {
        expect([score?.date, features?.date]).toEqual([day, day]);
        expect(node.score).toEqual(score);
        expect(values).toEqual([{ value: score?.value }, { value: features?.close }]);
      }
      return page;
    };
    const after = (await pageOf('SCORED', NEXT)).pageInfo.endCursor;
    const afterOfAll = (await pageOf('ALL', NEXT)).pageInfo.endCursor;
    const SCORE =
      'query ($ticker: Ticker!) { stock(ticker: $ticker) { score(mode: INVESTOR) { date value band } } }';
    const score = async () =>
      ((await ask(SCORE, { ticker: STOCK })).data?.['stock'] as { score: Record<string, unknown> }).score;
    const former = await score();
    expect(former['date']).toBe(NEXT);
    const sink = new RecordingSink();
    const query = `subscription { scoreChanged(filter: { mode: INVESTOR, tickers: ["${STOCK}"] }) {
      withdrawn previousValue previousBand score { date value band } run { changed }
    } }`;
    running.push(api.startOperation({ query }, callerAt('127.0.0.1'), sink));
    await eventually(() => services.logs.of(scoreLog).counts.members === 1);

    expect((await withdraw(NEXT_BAR)).data).toEqual({
      withdrawFacts: { dataset: 'PRICES', rows: 1, touchesFrom: NEXT, rescoreQueued: true },
    });
    // The service hears of the commit soon after it.
    await eventually(async () => (await score())['date'] === LAST);
    for (const variables of [{ after }, { include: 'ALL', after: afterOfAll }]) {
      const { errors } = await ask(PAGE, variables);
      expect(errors).toMatchObject([
        {
          message: `Expected a cursor of a day that is served, got one of ${NEXT}, which was withdrawn: begin again without a cursor.`,
          extensions: { code: 'CURSOR_EXPIRED' },
        },
      ]);
    }
    for (const include of ['SCORED', 'ALL']) await pageOf(include, LAST);
    const { rows: audit } = await database.pool.query(
      'SELECT action, result, details FROM audit_entries ORDER BY id DESC LIMIT 1',
    );
    expect(audit).toMatchObject([
      {
        action: 'WITHDRAWN',
        result: 'DONE',
        details: { withdrawnFrom: 'PRICES', fields: 'dataset lifted ticker date reason', inserted: 1 },
      },
    ]);

    await scoreOutdated(database.pool, setup);
    await eventually(() => sink.results.length > 0);
    const now = await score();
    expect(sink.results).toMatchObject([
      {
        data: {
          scoreChanged: {
            withdrawn: true,
            previousValue: former['value'],
            previousBand: former['band'],
            score: { date: LAST, value: now['value'], band: now['band'] },
          },
        },
      },
    ]);
  }, 60_000);

  test('lifts a withdrawal, after which the fact may be imported again', async () => {
    expect((await withdraw({ ...NEXT_BAR, lift: true })).data).toEqual({
      withdrawFacts: { dataset: 'PRICES', rows: 0, touchesFrom: null, rescoreQueued: false },
    });
    await importFiles(database, filesOf({ prices: [bar(STOCK, NEXT, 4_000, 90_000)] }));
    // The same reason withdraws it again.
    expect((await withdraw(NEXT_BAR)).data).toMatchObject({ withdrawFacts: { rows: 1 } });
    await importFiles(database, filesOf({ prices: [bar(STOCK, NEXT, 3_000, 90_000)] }));
    expect((await withdraw(NEXT_BAR)).data).toMatchObject({ withdrawFacts: { rows: 1 } });
  }, 60_000);
});

describe('Stock.corrections', () => {
  const CORRECTIONS = `query ($ticker: Ticker!, $first: Int, $after: String) { stock(ticker: $ticker) {
    corrections(first: $first, after: $after) {
      totalCount pageInfo { endCursor hasNextPage }
      nodes { dataset key field former new withdrawn reason recordedAt }
    }
  } }`;
  interface Page {
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
    readonly nodes: readonly Record<string, unknown>[];
  }
  const read = async (variables: object): Promise<Page> => {
    const { data, errors } = await ask(CORRECTIONS, { ticker: TICKERS[2], ...variables });
    expect(errors).toBeUndefined();
    return (data?.['stock'] as { corrections: Page }).corrections;
  };

  test('tells each field of a fact that was changed or withdrawn, the newest first, in pages', async () => {
    expect(await read({ first: 5 })).toMatchObject({ totalCount: 0, nodes: [] });
    await importFiles(
      database,
      filesOf({ companies: [`${TICKERS[2]},Another name,,Information Technology,`] }),
    );
    await importFiles(database, filesOf({ statements: [eps(TICKERS[2], 7.5, '2021-05-20', '2021-03-31')] }));
    const figure = {
      dataset: 'STATEMENTS',
      ticker: TICKERS[2],
      date: '2021-03-31',
      period: 'ANNUAL',
      metric: 'eps',
    };
    await withdraw({ ...figure, reason: 'Restated by mistake' });

    const all = await read({ first: 50 });
    expect(all.totalCount).toBe(all.nodes.length);
    const key = `${TICKERS[2]}.NS 2021-03-31 ANNUAL 12 eps 2021-05-20`;
    const withdrawn = {
      dataset: 'STATEMENTS',
      key,
      new: null,
      withdrawn: true,
      reason: 'Restated by mistake',
    };
    expect(all.nodes).toMatchObject([
      { ...withdrawn, field: 'source', former: 'PRIMARY' },
      { ...withdrawn, field: 'value', former: '7.5' },
      { dataset: 'STATEMENTS', key, field: 'value', new: '7.5', withdrawn: false, reason: null },
      {
        ...{ dataset: 'COMPANIES', key: `${TICKERS[2]}.NS`, field: 'name', former: 'Stock 2 Ltd.' },
        ...{ new: 'Another name', withdrawn: false, reason: null },
      },
    ]);
    const first = await read({ first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await read({ first: 50, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
  }, 60_000);
});

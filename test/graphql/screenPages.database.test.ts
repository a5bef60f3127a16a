/** Pages of a screen over numbers of the market, between which facts are corrected and days scored again. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeCursor } from '../../src/books/cursor.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { updateFeatures } from '../../src/market/store/updateFeatures.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import type { Ticker } from '../../src/scoring/names.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { removeFolders } from '../support/market/folder.js';
import {
  bar,
  eps,
  filesOf,
  INDUSTRIES,
  marketOver,
  sessionsFrom,
  TICKERS,
} from '../support/market/market.js';
import { importFiles } from '../support/runs/store.js';

const [sessions, loaded] = await Promise.all([sessionsFrom('2024-05-02', 12), loadSetup()]);
// Some stocks make a session.
const setup = { ...loaded, sessionQuorum: 0 };
const LAST = sessions[sessions.length - 1];
/** It has figures and no bar, so that it has no score. */
const UNTRADED = 'UNTRADED';
const [CORRECTED, ...OTHERS] = [TICKERS[7], TICKERS[8], TICKERS[9]];

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  const rows = marketOver(sessions, 'pages of the screen');
  await importFiles(
    database,
    filesOf({
      ...rows,
      companies: [...(rows.companies ?? []), `${UNTRADED},Untraded Ltd.,INE000000019,${INDUSTRIES[0]},`],
      statements: [...(rows.statements ?? []), eps(UNTRADED, 3, '2023-05-20', '2023-03-31')],
    }),
  );
  await scoreSpan(database.pool, setup);
  const settings = readSettings({ ACCESS: 'open' });
  services = servicesOf(database, setup, settings, { authKey: testAuthKey });
}, 60_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

const FIELDS = ['SCORE', 'CLOSE', 'DAY_CHANGE', 'EARNINGS_YIELD', 'PE', 'PROMOTER_PCT'] as const;
const LIST = `query ($include: StockInclude!, $filter: StockFilter, $orderBy: StockOrder, $first: Int, $after: String, $fields: [StockField!]!) {
  stocks(mode: INVESTOR, include: $include, filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges {
      node { ticker score(mode: INVESTOR) { id value date } }
      score { id value date } notScored { code }
      features { date close } fundamentals { pe earningsYield }
      values(fields: $fields) { field value sectorMedian }
    }
  }
}`;

interface Edge {
  readonly node: { readonly ticker: string; readonly score: Shown | null };
  readonly score: Shown | null;
  readonly notScored: { readonly code: string } | null;
  readonly features: { readonly close: number } | null;
  readonly fundamentals: { readonly pe: number | null; readonly earningsYield: number | null } | null;
  readonly values: readonly { readonly field: string; readonly value: number | null }[];
}
interface Shown {
  readonly id: string;
  readonly value: number;
  readonly date: string;
}
interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly Edge[];
}
type Variables = Readonly<Record<string, unknown>>;

async function page(variables: Variables): Promise<Page> {
  const data = await dataOf(await createContext(services), LIST, { fields: FIELDS, ...variables });
  return data['stocks'] as Page;
}

/** All that follows a page, by pages of three. */
async function rest(variables: Variables, after: string): Promise<readonly Edge[]> {
  const next = await page({ ...variables, first: 3, after });
  return next.pageInfo.hasNextPage
    ? [...next.edges, ...(await rest(variables, next.pageInfo.endCursor))]
    : next.edges;
}

const refusal = async (variables: Variables) => {
  const { errors = [] } = await execute(await createContext(services), LIST, {
    fields: FIELDS,
    ...variables,
  });
  return errors.map(({ message, extensions }) => [message, extensions?.['code']]);
};

const valueOf = ({ values }: Edge, field: (typeof FIELDS)[number]): number | null =>
  values.find((one) => one.field === field)?.value ?? null;

/** Everything that a row shows of the list's day comes from one place. */
function expectAgreement(edges: readonly Edge[]): void {
  for (const edge of edges) {
    const { node, score, notScored, features, fundamentals } = edge;
    expect([node.ticker, valueOf(edge, 'SCORE')]).toEqual([node.ticker, score?.value ?? null]);
    expect(score === null).toBe(notScored !== null);
    if (score !== null) expect(node.score).toEqual(score);
    expect(valueOf(edge, 'CLOSE')).toBe(features?.close ?? null);
    expect(valueOf(edge, 'PE')).toBe(fundamentals?.pe ?? null);
    expect(valueOf(edge, 'EARNINGS_YIELD')).toBe(fundamentals?.earningsYield ?? null);
  }
}

/** Lists of scored stocks and of all companies, filtered and ordered by numbers of the market. */
const LISTS: readonly Variables[] = ['SCORED', 'ALL'].flatMap((include) => [
  { include, orderBy: { field: 'CLOSE', direction: 'DESC' } },
  { include, orderBy: { field: 'DAY_CHANGE', direction: 'ASC' }, filter: { not: { search: 'S03' } } },
  {
    ...{ include, orderBy: { field: 'EARNINGS_YIELD', direction: 'DESC' } },
    filter: {
      or: [
        { where: [{ field: 'PE', is: 'KNOWN' }] },
        { where: [{ field: 'CLOSE', is: 'ABOVE', thanSectorMedian: true, factor: 0.9 }] },
      ],
    },
  },
]);

/** A list that a client has the first page of, and all that it should get. */
interface Begun {
  readonly variables: Variables;
  readonly whole: readonly Edge[];
  readonly after: string;
}

async function begin(variables: Variables): Promise<Begun> {
  const { edges: whole, totalCount } = await page({ ...variables, first: 50 });
  expect(whole).toHaveLength(totalCount);
  expectAgreement(whole);
  const first = await page({ ...variables, first: 3 });
  expect(first.edges).toEqual(whole.slice(0, 3));
  return { variables, whole, after: first.pageInfo.endCursor };
}

async function expectRest(begun: readonly Begun[]): Promise<void> {
  for (const { variables, whole, after } of begun) {
    const following = await rest(variables, after);
    expect(following).toEqual(whole.slice(3));
    expectAgreement(following);
  }
}

const listOfAll = (): Variables => ({
  include: 'ALL',
  orderBy: { field: 'CLOSE', direction: 'DESC' },
  first: 50,
});
const rowOf = async (ticker: string): Promise<Edge | undefined> =>
  (await page(listOfAll())).edges.find(({ node }) => node.ticker === `${ticker}.NS`);

describe('the pages of a list', () => {
  test('are those of its first page after bars and figures were corrected, and after the rescore', async () => {
    const begun: Begun[] = [];
    for (const variables of LISTS) begun.push(await begin(variables));
    const before = await rowOf(CORRECTED);

    await importFiles(
      database,
      filesOf({
        prices: [
          bar(CORRECTED, LAST, 9_000, 90_000),
          ...OTHERS.map((ticker) => bar(ticker, LAST, 5, 90_000)),
        ],
        statements: [
          eps(CORRECTED, 300, '2023-05-20', '2023-03-31'),
          eps(UNTRADED, 700, '2023-05-20', '2023-03-31'),
        ],
      }),
    );
    await updateFeatures(database.pool);
    await expectRest(begun);
    const corrected = await rowOf(CORRECTED);
    expect(corrected && [valueOf(corrected, 'CLOSE'), corrected.score]).toEqual([9_000, before?.score]);

    await scoreOutdated(database.pool, setup);
    await expectRest(begun);
    const rescored = await rowOf(CORRECTED);
    expect(rescored?.score?.id).not.toBe(before?.score?.id);
    expect(rescored && valueOf(rescored, 'CLOSE')).toBe(9_000);
    expectAgreement((await page(listOfAll())).edges);
  }, 60_000);

  test('have no company that was recorded since the first one', async () => {
    const begun = [
      await begin(LISTS[3]),
      await begin({ ...LISTS[3], orderBy: { field: 'TICKER', direction: 'ASC' } }),
    ];
    await importFiles(
      database,
      filesOf({
        companies: [`SNEW,New Ltd.,,${INDUSTRIES[0]},`],
        prices: [bar('SNEW', LAST, 1, 90_000)],
      }),
    );
    await updateFeatures(database.pool);
    await expectRest(begun);
    expect(await rowOf('SNEW')).toMatchObject({ score: null, features: { close: 1 } });
  }, 60_000);
});

describe('a cursor', () => {
  const variables = LISTS[3];
  const forged = async (change: Partial<Parameters<typeof encodeCursor>[0]>): Promise<string> => {
    const { edges, pageInfo } = await page({ ...variables, first: 1 });
    const [runId, mode, batch, on, includesAll, field, direction, filter, , riskRun = null] = JSON.parse(
      Buffer.from(pageInfo.endCursor, 'base64url').toString(),
    ) as [number, 'INVESTOR', number, null, boolean, 'CLOSE', 'DESC', string, string, number?];
    const order = { field, direction };
    const ticker = edges[0].node.ticker as Ticker;
    const of = { runId, mode, batch, riskRun, on, method: null, includesAll, order, filter, ticker };
    return encodeCursor({ ...of, ...change });
  };
  const NO_CURSOR = 'Expected a cursor from pageInfo or an edge of this connection, got "';

  test('that is made again is accepted', async () => {
    expect(await refusal({ ...variables, after: await forged({}) })).toEqual([]);
  });

  test.each<[string, Parameters<typeof forged>[0], string]>([
    ['a batch that does not exist yet', { batch: 1_000_000 }, NO_CURSOR],
    [
      'an unknown ticker',
      { ticker: 'NOBODY.NS' as Ticker },
      'Expected a cursor of a stock that the list has, got one of NOBODY.NS, which may have another ticker now',
    ],
    ['an unknown run', { runId: 1_000_000 }, 'Expected a run that has scores of INVESTOR, got run 1000000'],
    [
      'another include',
      { includesAll: false },
      'Expected a cursor of the same filter and include, got one of another',
    ],
    [
      'another filter',
      { filter: 'x' },
      'Expected a cursor of the same filter and include, got one of another',
    ],
    [
      'another order',
      { order: { field: 'PE', direction: 'DESC' } },
      'Expected a cursor of the order CLOSE DESC, got one of PE DESC',
    ],
    ['another mode', { mode: 'TRADER' }, 'Expected a cursor of INVESTOR, got one of TRADER'],
  ])('of %s is refused', async (_, change, message) => {
    const after = await forged(change);
    expect(await refusal({ ...variables, after })).toEqual([
      [expect.stringContaining(message), 'BAD_USER_INPUT'],
    ]);
  });

  test('that was cut or changed is refused', async () => {
    const cursor = await forged({});
    for (const after of [cursor.slice(0, -2), `${cursor}A`, cursor.replace(/^./, 'A'), `${cursor}=`]) {
      expect(await refusal({ ...variables, after })).toEqual([
        [expect.stringContaining(NO_CURSOR), 'BAD_USER_INPUT'],
      ]);
    }
  });

  test('of a stock that was renamed since goes on, and the rescore gives the stock its new ticker', async () => {
    const begun = [await begin(LISTS[0]), await begin(LISTS[1])];
    const { edges } = await page({ ...LISTS[0], first: 3 });
    const former = edges[2].node.ticker;
    await importFiles(database, filesOf({ symbols: [`RENAMED,${former.replace('.NS', '')},${LAST}`] }));
    await expectRest(begun);
    const tickersFor = async (search: string, include: string) => {
      const { edges: found } = await page({ ...variables, include, filter: { search } });
      return found.map(({ node }) => node.ticker);
    };
    // A list is of the run, which knew the former ticker, and has no stock twice.
    expect(await tickersFor(former, 'SCORED')).toEqual([former]);
    expect(await tickersFor(former, 'ALL')).toEqual([former]);

    await updateFeatures(database.pool);
    await scoreOutdated(database.pool, setup);
    await expectRest(begun);
    expect(await tickersFor(former, 'SCORED')).toEqual(['RENAMED.NS']);
    expect(await tickersFor('renamed', 'ALL')).toEqual(['RENAMED.NS']);
  }, 60_000);
});

/** Profiles, watch-lists and items of intelligence, from the import to the answer. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { callerWithSession, LOCAL_USER, type Caller } from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import { Users } from '../../src/access/users/users.js';
import { MOST_WATCHED } from '../../src/companies/watchlist/watchlists.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { dayInIndia, isoOf } from '../../src/market/day.js';
import { dayColumnOf } from '../../src/market/datasets/factDays.js';
import { companies } from '../../src/market/datasets/companies.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { csv, fileOf, removeFolders, TODAY, writeFolder, type Files } from '../support/market/folder.js';

const COMPANIES = 'ticker,name,isin,sector_group,listed_on,face_value,website';
const companiesWith = (website: string): Files => ({
  'companies.csv': csv(
    COMPANIES,
    `TCS,TCS Ltd,INE467B01029,IT,2004-08-25,1,${website}`,
    '532540.BO,TCS Ltd,INE467B01029,IT,,,',
    'INFY,Infosys Ltd,INE009A01021,IT,,,',
    'OLD,Old Ltd,INE062A01020,IT,,,',
  ),
});
const ITEMS = 'type,title,date,source,tickers,published_on,text,url';

let database: Database;
let api: TestApi;
const users: Record<string, Caller> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  await imported(companiesWith('https://www.tcs.com'));
  await imported(fileOf('symbols', 'TCS,TATACS,2020-03-31'));
  api = await apiOver(database);
  for (const [name, role] of [
    ['asha', 'VIEWER'],
    ['ravi', 'ANALYST'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
}, 60_000);
afterEach(() => expect(internalErrors.splice(0)).toEqual([]));
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
  await removeFolders();
});

async function imported(files: Files, today = TODAY) {
  const { files: read } = await importFolder(database.pool, await writeFolder(files), { today });
  return read.map(({ inserted, updated, unchanged, refusals, touchesFrom }) => ({
    ...{ inserted, updated, unchanged, touchesFrom },
    refused: refusals.map(({ line, rule }) => [line, rule]),
  }));
}

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

const ask = async (caller: Caller, query: string, variables?: Record<string, unknown>) =>
  dataOf(await createContext(api.services, caller), query, variables);

async function refusal(caller: Caller, query: string, variables?: Record<string, unknown>) {
  const { errors = [] } = await execute(await createContext(api.services, caller), query, variables);
  return errors.map(({ message, extensions }) => `${String(extensions?.['code'])}: ${message}`).join();
}

describe('Stock.profile', () => {
  const query = `query ($ticker: Ticker!) { stock(ticker: $ticker) {
    profile { isin tickers formerTickers listedOn faceValue website watched } } }`;

  test('tells what the import knows, under each listing and former symbol', async () => {
    const profile = {
      ...{ isin: 'INE467B01029', tickers: ['TCS.NS', '532540.BO'], formerTickers: ['TATACS.NS'] },
      ...{ listedOn: '2004-08-25', faceValue: 1, website: 'https://www.tcs.com', watched: false },
    };
    for (const ticker of ['TCS', 'TATACS']) {
      expect(await ask(users['asha'], query, { ticker })).toEqual({ stock: { profile } });
    }
    const other = { ...profile, listedOn: null, faceValue: null, website: null };
    expect(await ask(users['asha'], query, { ticker: '532540.BO' })).toEqual({ stock: { profile: other } });
  });

  test('changes by an import that touches no score, and by a list that does not speak of it not at all', async () => {
    expect(await imported(companiesWith('https://tcs.example.com/in'))).toEqual([
      { inserted: 0, updated: 1, unchanged: 3, touchesFrom: null, refused: [] },
    ]);
    expect(await imported(companiesWith('https://tcs.example.com/in'))).toEqual([
      { inserted: 0, updated: 0, unchanged: 4, touchesFrom: null, refused: [] },
    ]);
    expect(await ask(users['asha'], query, { ticker: 'TCS' })).toMatchObject({
      stock: { profile: { website: 'https://tcs.example.com/in', faceValue: 1 } },
    });
  });

  test('makes a company no fact of the day of its listing, which exports of a span would leave out', () => {
    expect(dayColumnOf(companies)).toBeNull();
  });

  test('refuses what it cannot be', async () => {
    const row = (listedOn: string, faceValue: string, website: string) =>
      `INFY,Infosys Ltd,INE009A01021,IT,${listedOn},${faceValue},${website}`;
    const rows = [
      row('2024-10-09', '5', ''),
      row('', '0', ''),
      row('', '-5', ''),
      row('', '5', 'http://infosys.com'),
      row('', '5', 'javascript:alert(1)'),
      row('', '5', 'https://me:secret@infosys.com'),
      row('', '5', 'https://'),
      row('', '5', 'https://infosys.com/ x'),
      row('', '5', `https://infosys.com/${'x'.repeat(2_000)}`),
    ];
    const [{ refused, ...counts }] = await imported({ 'companies.csv': csv(COMPANIES, ...rows) });
    expect(counts).toEqual({ inserted: 0, updated: 0, unchanged: 0, touchesFrom: null });
    expect(refused).toEqual([
      ...[
        [2, 'AFTER_IMPORT'],
        [3, 'NOT_POSITIVE'],
        [4, 'NOT_POSITIVE'],
        [5, 'NOT_A_LINK'],
      ],
      ...[
        [6, 'NOT_A_LINK'],
        [7, 'NOT_A_LINK'],
        [8, 'NOT_A_LINK'],
        [9, 'NOT_A_LINK'],
        [10, 'TOO_LONG'],
      ],
    ]);
  });
});

describe('a watch-list', () => {
  const READ = '{ watchlist { ticker } }';
  const SET = 'mutation Watch($tickers: [Ticker!]!) { setWatchlist(tickers: $tickers) { ticker } }';
  const set = (caller: Caller, ...tickers: readonly string[]) => ask(caller, SET, { tickers });
  const listed = (...tickers: readonly string[]) => tickers.map((ticker) => ({ ticker }));

  test('is replaced as a whole, in the order that is given, and seen by its user alone', async () => {
    // TATACS was TCS, which is taken once.
    expect(await set(users['asha'], 'INFY', 'TATACS', 'TCS', 'OLD', 'INFY')).toEqual({
      setWatchlist: listed('INFY.NS', 'TCS.NS', 'OLD.NS'),
    });
    await set(users['ravi'], 'OLD');
    expect(await set(users['asha'], '532540.BO', 'INFY')).toEqual({
      setWatchlist: listed('532540.BO', 'INFY.NS'),
    });
    expect(await ask(users['asha'], READ)).toEqual({ watchlist: listed('532540.BO', 'INFY.NS') });
    expect(await ask(users['asha'], '{ watchlist { name profile { isin } } }')).toEqual({
      watchlist: [
        { name: 'TCS Ltd', profile: { isin: 'INE467B01029' } },
        { name: 'Infosys Ltd', profile: { isin: 'INE009A01021' } },
      ],
    });
    expect(await ask(users['ravi'], READ)).toEqual({ watchlist: listed('OLD.NS') });
    expect(await ask(users['mira'], READ)).toEqual({ watchlist: [] });
    const watched =
      '{ old: stock(ticker: "OLD") { profile { watched } } infy: stock(ticker: "INFY") { profile { watched } } }';
    expect(await ask(users['asha'], watched)).toEqual({
      old: { profile: { watched: false } },
      infy: { profile: { watched: true } },
    });
    const { rows } = await database.pool.query<object>(
      `SELECT user_id, operation_name, details FROM audit_entries WHERE action = 'WATCHLIST_SET' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([
      { user_id: users['asha'].user?.id, operation_name: 'Watch', details: { stocks: 2 } },
    ]);
  });

  test('stays as it is where a ticker is unknown, or there are too many', async () => {
    expect(await refusal(users['asha'], SET, { tickers: ['TCS', 'NOBODY', 'NOONE'] })).toBe(
      'BAD_USER_INPUT: Expected tickers of known companies in a watch-list, got NOBODY.NS, NOONE.NS: check the spelling, ' +
        'or leave them out. The list was not changed.',
    );
    const many = Array.from({ length: MOST_WATCHED + 1 }, () => 'TCS');
    expect(await refusal(users['asha'], SET, { tickers: many })).toBe(
      `BAD_USER_INPUT: Expected at most ${MOST_WATCHED} tickers in a watch-list, got ${MOST_WATCHED + 1}: name fewer.`,
    );
    expect(await ask(users['asha'], READ)).toEqual({ watchlist: listed('532540.BO', 'INFY.NS') });
  });

  test('is one of those that are set at the same time, whole', async () => {
    const lists = [['TCS', 'OLD'], ['INFY'], ['OLD', 'INFY', 'TCS'], []];
    await Promise.all(lists.map((tickers) => set(users['mira'], ...tickers)));
    const { watchlist } = (await ask(users['mira'], READ)) as { watchlist: { ticker: string }[] };
    const whole = lists.map((tickers) => tickers.map((ticker) => `${ticker}.NS`));
    expect(whole).toContainEqual(watchlist.map(({ ticker }) => ticker));
  });

  test('of the built-in user is added to that of the user who adopts it; with a user, its list goes', async () => {
    await database.pool.query(
      `INSERT INTO watched_stocks (owner_id, stock_id, place)
       SELECT $1, id, CASE ticker WHEN 'INFY.NS' THEN 0 ELSE 1 END FROM stocks WHERE ticker IN ('INFY.NS', 'TCS.NS')`,
      [LOCAL_USER],
    );
    const store = new Users(database, () => undefined);
    const adopted = await store.adopt('asha@example.com', NO_ACTOR);
    expect(adopted.watched_stocks).toBe(1);
    expect(await ask(users['asha'], READ)).toEqual({ watchlist: listed('532540.BO', 'INFY.NS', 'TCS.NS') });
    const gone = await addUser('gone', 'VIEWER');
    await set(gone, 'OLD');
    await database.pool.query('DELETE FROM users WHERE id = $1', [gone.user?.id]);
    const { rows } = await database.pool.query('SELECT FROM watched_stocks WHERE owner_id = $1', [
      gone.user?.id,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('an item of intelligence', () => {
  const FIELDS = 'id type title text date publishedOn source url stocks { ticker } recordedBy { name }';
  const RECORD = `mutation ($input: IntelligenceInput!) { recordIntelligence(input: $input) { ${FIELDS} } }`;
  const LIST = `query ($filter: IntelligenceFilter, $first: Int, $after: String) {
    intelligence(filter: $filter, first: $first, after: $after) { totalCount nodes { title } pageInfo { endCursor hasNextPage } } }`;
  const KNOWN = `query ($ticker: Ticker!, $on: Date) { stock(ticker: $ticker) { intelligence(on: $on) { nodes { title text } } } }`;
  const ORDER = {
    ...{ type: 'ORDER_WIN', title: 'Wins an order of a bank', date: '2024-09-30', source: 'Exchange' },
    ...{ tickers: ['TCS', 'INFY'], publishedOn: '2024-10-01' },
  };
  const today = isoOf(dayInIndia(new Date()));
  type Item = Readonly<Record<string, unknown>> & { readonly id: string };
  type Page = { totalCount: number; nodes: { title: string }[]; pageInfo: { endCursor: string } };

  const record = async (changes: object = {}, caller = users['ravi']): Promise<Item> =>
    (await ask(caller, RECORD, { input: { ...ORDER, ...changes } }))['recordIntelligence'] as Item;
  const list = async (filter: object | null = null, page: object = {}): Promise<Page> =>
    (await ask(users['asha'], LIST, { filter, ...page }))['intelligence'] as Page;
  const titles = async (filter: object) => (await list(filter)).nodes.map(({ title }) => title);
  async function textsOn(on: string | null, ticker = 'INFY') {
    const { stock } = (await ask(users['asha'], KNOWN, { ticker, on })) as {
      stock: { intelligence: { nodes: { title: string; text: string | null }[] } };
    };
    return stock.intelligence.nodes.map(({ title, text }) => `${title}: ${text ?? ''}`);
  }
  const versions = async () =>
    (await database.pool.query('SELECT FROM intelligence WHERE superseded_in IS NULL')).rows.length;

  test('is recorded once, and found by its id', async () => {
    const item = await record({ url: 'https://www.nseindia.com/a?b=1' });
    expect(item).toEqual({
      ...{ id: item.id, type: 'ORDER_WIN', title: ORDER.title, text: null, date: '2024-09-30' },
      ...{ publishedOn: '2024-10-01', source: 'Exchange', url: 'https://www.nseindia.com/a?b=1' },
      ...{ stocks: [{ ticker: 'INFY.NS' }, { ticker: 'TCS.NS' }], recordedBy: { name: 'ravi' } },
    });
    const again = { url: item['url'], tickers: ['INFY', 'TCS', 'TCS'] };
    expect(await record(again)).toEqual(item);
    // The day is as it is known.
    expect(await record({ ...again, publishedOn: null }, users['mira'])).toEqual(item);
    expect(await versions()).toBe(1);
    const node = `query ($id: ID!) { node(id: $id) { ... on IntelligenceItem { ${FIELDS} } } }`;
    expect(await ask(users['asha'], node, { id: item.id })).toEqual({ node: item });
  });

  test('that is corrected changes what is known from then on, and nothing before', async () => {
    const title = `${ORDER.title}: `;
    expect(await textsOn('2024-09-30')).toEqual([]);
    await record({ url: null, text: 'Of ₹ 90 crore', publishedOn: '2024-10-05' });
    expect(await textsOn('2024-10-04')).toEqual([title]);
    expect(await textsOn('2024-10-05')).toEqual([`${title}Of ₹ 90 crore`]);
    // A correction without a day counts from today on.
    expect(await record({ text: 'Of ₹ 95 crore', publishedOn: null })).toMatchObject({ publishedOn: today });
    expect(await textsOn('2024-10-05')).toEqual([`${title}Of ₹ 90 crore`]);
    for (const on of [today, null]) expect(await textsOn(on, 'TCS')).toEqual([`${title}Of ₹ 95 crore`]);
    // One with the day of a version replaces it.
    await record({ text: 'Of ₹ 91 crore', publishedOn: '2024-10-05' });
    expect(await textsOn('2024-10-31')).toEqual([`${title}Of ₹ 91 crore`]);
    expect((await list()).totalCount).toBe(1);
    expect(await versions()).toBe(3);
  });

  test('is imported by the same rules, and unchanged where it is imported again', async () => {
    const files = {
      'intelligence.csv': csv(
        ITEMS,
        'RATING,Rating is raised,2024-10-07,Agency,INFY,,Better margins,https://agency.example.com/1',
        'MEETING,Investor day,2024-12-01,Company,TATACS;INFY,2024-10-02,,',
        'PLANT,A plant opens,2019-05-05,Press,TATACS;OLD,2019-05-06,"It makes ""things"", many",',
        'rating,A,2024-10-07,Agency,INFY,,,',
        'RATING,,2024-10-07,Agency,INFY,,,',
        'RATING,   ,2024-10-07,Agency,INFY,,,',
        'RATING,B,2024-10-07,Agency,NOBODY,,,',
        'RATING,C,2024-10-07,Agency,INFY;,,,',
        'RATING,D,2024-10-07,Agency,INFY,2999-01-01,,',
        'RATING,E,2024-10-07,Agency,INFY,,,http://agency.example.com',
        `RATING,F,2024-10-07,Agency,${Array.from({ length: 51 }, () => 'INFY').join(';')},,,`,
        `RATING,${'G'.repeat(301)},2024-10-07,Agency,INFY,,,`,
        'RATING,H\u0007,2024-10-07,Agency,INFY,,,',
        'RATING,I,2024-10-07,Agency,INFY,,x,',
        'RATING,I,2024-10-07,Agency,INFY,,y,',
      ),
    };
    const rules = {
      // After the rename, TATACS is no symbol of TCS.
      ...{ 3: 'UNKNOWN_TICKER', 5: 'UNKNOWN_VALUE', 6: 'EMPTY', 7: 'EMPTY', 8: 'UNKNOWN_TICKER' },
      ...{ 9: 'NOT_A_TICKER', 10: 'AFTER_IMPORT', 11: 'NOT_A_LINK', 12: 'TOO_LONG', 13: 'TOO_LONG' },
      ...{ 14: 'CONTROL_CHARACTER', 15: 'CONFLICTING_ROWS', 16: 'CONFLICTING_ROWS' },
    };
    const refused = Object.entries(rules).map(([line, rule]) => [Number(line), rule]);
    const counts = { inserted: 2, updated: 0, unchanged: 0, touchesFrom: null };
    expect(await imported(files)).toEqual([{ ...counts, refused }]);
    expect(await imported(files, TODAY + 30)).toMatchObject([{ inserted: 0, updated: 0, unchanged: 2 }]);
    const { rows } = await database.pool.query<object>(
      `SELECT tickers, published_on::text AS on FROM intelligence WHERE type IN ('RATING', 'PLANT') ORDER BY day`,
    );
    expect(rows).toEqual([
      { tickers: 'OLD.NS TCS.NS', on: '2019-05-06' },
      { tickers: 'INFY.NS', on: '2024-10-08' },
    ]);
    expect(await textsOn('2024-10-07', 'OLD')).toEqual(['A plant opens: It makes "things", many']);
  });

  test('is listed by what it is, the newest date first', async () => {
    const all = ['Rating is raised', ORDER.title, 'A plant opens'];
    expect(await titles({})).toEqual(all);
    expect(await titles({ types: ['PLANT', 'OTHER'] })).toEqual(['A plant opens']);
    expect(await titles({ tickers: ['TATACS', 'NOBODY'] })).toEqual([ORDER.title, 'A plant opens']);
    expect(await titles({ from: '2024-09-30', to: '2024-09-30' })).toEqual([ORDER.title]);
    expect(await titles({ search: 'ORDERS bank' })).toEqual([ORDER.title]);
    expect(await titles({ search: 'margin' })).toEqual(['Rating is raised']);
    // Words of a former version.
    expect(await titles({ search: '90' })).toEqual([]);
    for (const search of [`'); DROP TABLE`, '& | ! ( :*', '%', 'order | rating']) {
      expect(await titles({ search })).toEqual([]);
    }
    const first = await list(null, { first: 2 });
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const next = await list(null, { first: 2, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...next.nodes].map(({ title }) => title)).toEqual(all);
    expect(
      await refusal(users['asha'], LIST, { filter: { types: ['PLANT'] }, after: first.pageInfo.endCursor }),
    ).toMatch(/^BAD_USER_INPUT: Expected a cursor with selection/);
  });

  test.each<[string, object, RegExp]>([
    ['no type', { types: [] }, /Expected 1 to 200 values in filter.types, got 0/],
    [
      'a type that is none',
      { types: ['order'] },
      /Expected names in upper case in filter.types.*got "order"/,
    ],
    ['unknown stocks alone', { tickers: ['NOBODY'] }, /Expected a ticker of a known company.*NOBODY/],
    ['an end before its beginning', { from: '2024-10-02', to: '2024-10-01' }, /2024-10-02/],
    ['a long search', { search: 'x'.repeat(256) }, /at most 255 characters/],
  ])('is not looked for by %s', async (_, filter, message) => {
    expect(await refusal(users['asha'], LIST, { filter })).toMatch(message);
  });

  test.each<[string, object, RegExp]>([
    [
      'an unknown ticker',
      { tickers: ['TCS', 'NOBODY'] },
      /got "NOBODY.NS" as tickers. Nothing was recorded./,
    ],
    ['no ticker', { tickers: [] }, /Expected a value; got "" as tickers/],
    ['a type in small letters', { type: 'order win' }, /got "order win" as type/],
    ['a link that is not of https', { url: 'javascript:alert(1)' }, /got "javascript:alert\(1\)" as url/],
    ['a day of publication to come', { publishedOn: '2999-01-01' }, /got "2999-01-01" as published_on/],
    ['a character that is not seen', { text: 'a\0b' }, /without control and invisible characters/],
    ['a title that is too long', { title: 'x'.repeat(301) }, /Expected at most 300 characters, got 301/],
  ])('is refused with %s', async (_, changes, message) => {
    const before = await versions();
    expect(await refusal(users['ravi'], RECORD, { input: { ...ORDER, ...changes } })).toMatch(message);
    expect(await versions()).toBe(before);
  });

  test('about a company under a symbol that it gives up is about the company', async () => {
    await record({ title: 'Before', tickers: ['OLD', 'INFY'], date: '2024-01-01' });
    await record({ title: 'After', tickers: ['OLD'], date: '2024-08-01' });
    // Of a day after the rename, but told before it; and one item that names both symbols, besides one that names one.
    const told: Files = {
      'intelligence.csv': csv(
        ITEMS,
        'MEETING,Investor day,2025-02-01,Company,OLD,2024-03-01,,',
        'MEETING,Investor day,2025-02-01,Company,OLD,2024-09-01,Postponed,',
        'RATING,Both,2024-02-01,Agency,OLD,2024-02-01,,',
      ),
    };
    await imported({ 'companies.csv': csv(COMPANIES, 'NEW,New Ltd,INE062A01020,IT,,,') });
    await imported(told);
    await imported({
      'intelligence.csv': csv(ITEMS, 'RATING,Both,2024-02-01,Agency,NEW;OLD,2024-02-01,Other words,'),
    });
    await imported(fileOf('symbols', 'NEW,OLD,2024-03-31'));
    const past = ['Both', 'Before', 'A plant opens'];
    expect(await titles({ tickers: ['NEW'] })).toEqual(['Investor day', ...past]);
    expect((await textsOn('2024-08-31', 'NEW')).slice(0, 2)).toEqual(['Investor day: ', 'Both: ']);
    expect((await textsOn('2024-09-01', 'NEW'))[0]).toBe('Investor day: Postponed');
    expect((await list({ types: ['ORDER_WIN'] })).totalCount).toBe(3);
    // What was told before the rename is known; OLD is no symbol of NEW any more when the other is told.
    expect(await imported(told)).toMatchObject([
      { inserted: 0, updated: 0, unchanged: 2, refused: [[3, 'UNKNOWN_TICKER']] },
    ]);
  });
});

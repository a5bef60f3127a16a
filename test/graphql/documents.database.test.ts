/** Documents as callers read, change and follow them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { callerWithSession, type Caller } from '../../src/access/caller.js';
import type { Ticker } from '../../src/scoring/names.js';
import type { Role } from '../../src/access/roles.js';
import { Users } from '../../src/access/users/users.js';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { appendDocumentEvent } from '../../src/companies/documents/store/appendDocumentEvent.js';
import { documentLog } from '../../src/companies/documents/store/documentLog.js';
import { lockDocuments } from '../../src/companies/documents/store/lockDocuments.js';
import type { Database } from '../../src/database/database.js';
import { inTransaction } from '../../src/database/transaction.js';
import { withConnection } from '../../src/database/withConnection.js';
import { CHUNK_IDS } from '../../src/graphql/document/chunk.js';
import { DOCUMENT_IDS } from '../../src/graphql/document/document.js';
import { createContext } from '../../src/graphql/context.js';
import { encodeId } from '../../src/graphql/ids.js';
import { encodeText } from '../../src/graphql/opaque.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import type { Running } from '../../src/live/sink.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { csv, fileOf, removeFolders, TODAY, writeFolder, type Files } from '../support/market/folder.js';
import { eventually } from '../support/time/eventually.js';

const LINK = 'https://archives.example.com/call.txt';
const hashOf = (number: number) => number.toString(16).padStart(64, '0');

let database: Database;
let api: TestApi;
const users: Record<string, Caller> = {};
const running: Running[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  await imported({
    'companies.csv': csv(
      'ticker,name,isin,sector_group',
      'ALPHA,Alpha Ltd,INE467B01029,IT',
      'BETA,Beta Ltd,INE009A01021,IT',
    ),
  });
  await imported(fileOf('symbols', 'ALPHA,OLDALPHA,2020-03-31'));
  await imported(
    fileOf(
      'filings',
      `ALPHA,NSE,ANALYST_MEET,2024-05-02,Transcript,,${LINK},`,
      `ALPHA,NSE,RESULTS,2024-05-03,Results,2024-03-31,${LINK},${hashOf(1)}`,
      'ALPHA,NSE,OTHER,2024-05-04,A letter,,,',
    ),
  );
  for (const [name, role] of [
    ['asha', 'VIEWER'],
    ['ravi', 'ANALYST'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
  await database.pool.query(`INSERT INTO stocks (ticker) VALUES ('GONE.NS')`);
  await add(1, { ticker: 'ALPHA.NS', on: '2024-05-01', by: 'ravi' });
  await add(2, { ticker: 'ALPHA.NS', on: '2024-05-03', url: LINK });
  await add(3, { ticker: 'ALPHA.NS', on: '2024-05-03' });
  await add(4, { ticker: 'ALPHA.NS', on: '2999-01-01' });
  await add(5, { ticker: 'BETA.NS', on: '2024-05-01', url: LINK });
  await add(6, { ticker: 'GONE.NS', on: '2024-05-01' });
  api = await apiOver(database);
  await api.services.logs.start();
  api.services.snapshots.onCommit(() => api.services.logs.hintAllBut(scoreLog));
}, 60_000);
afterEach(() => {
  for (const one of running.splice(0)) one.stop();
  expect(api.services.logs.of(documentLog).counts).toEqual({ groups: 0, members: 0, waiting: 0 });
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await api.services.logs.stop();
  await closeApis();
  await closeTestDatabases();
  await removeFolders();
});

async function imported(files: Files) {
  const { files: read } = await importFolder(database.pool, await writeFolder(files), { today: TODAY });
  expect(read.flatMap(({ refusals }) => refusals)).toEqual([]);
}

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

interface Added {
  readonly ticker: string;
  readonly on: string;
  readonly url?: string;
  readonly by?: string;
}

/** Adds a document with that number, which is READY and has three chunks. */
async function add(number: number, { ticker, on, url = '', by }: Added): Promise<void> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO documents (hash, stock_id, category, title, published_on, url, media_type, bytes, uploaded_by, status, step,
       pages, model)
     SELECT $1, id, 'ANALYST_MEET', $2, $3, $4, 'application/pdf', 1234, $5, 'READY', NULL, 2, 'words@1'
     FROM stocks WHERE ticker = $6 RETURNING id`,
    [hashOf(number), `Call ${number}`, on, url, by === undefined ? null : users[by].user?.id, ticker],
  );
  expect(rows).toEqual([{ id: number }]);
  await database.pool.query(
    `INSERT INTO document_chunks (document_id, place, page, heading, start_at, end_at, text)
     SELECT $1, place, 1 + place / 2, nullif('Heading ' || place, 'Heading 0'), 10 * place, 10 * place + 9, 'Chunk ' || place
     FROM generate_series(0, 2) AS place`,
    [number],
  );
}

const contextOf = (caller: Caller) => createContext(api.services, caller);
const ask = async (query: string, variables?: Record<string, unknown>, caller = users['asha']) =>
  dataOf(await contextOf(caller), query, variables);

async function refusal(query: string, variables?: Record<string, unknown>, caller = users['ravi']) {
  const { errors = [] } = await execute(await contextOf(caller), query, variables);
  return errors.map(({ message, extensions }) => `${String(extensions?.['code'])}: ${message}`).join();
}

const idOf = (number: number) => encodeId(DOCUMENT_IDS, number);
const chunkId = (documentId: number, place: number) => encodeId(CHUNK_IDS, { documentId, place });

describe('a document', () => {
  const ONE = `query ($id: ID!) { document(id: $id) {
    id title category publishedOn mediaType bytes pages hash url status step reason model
    stock { ticker } uploadedBy { name }
    chunks(first: 2) { nodes { id index page heading text start end document { title } } pageInfo { endCursor hasNextPage }
      totalCount } } }`;

  test('is told with its chunks, page by page', async () => {
    const { document } = (await ask(ONE, { id: idOf(1) })) as {
      document: { chunks: { pageInfo: { endCursor: string } } };
    };
    expect(document).toEqual({
      ...{ id: idOf(1), title: 'Call 1', category: 'ANALYST_MEET', publishedOn: '2024-05-01' },
      ...{ mediaType: 'application/pdf', bytes: 1234, pages: 2, hash: hashOf(1), url: null },
      ...{ status: 'READY', step: null, reason: null, model: 'words@1' },
      ...{ stock: { ticker: 'ALPHA.NS' }, uploadedBy: { name: 'ravi' } },
      chunks: {
        nodes: [
          {
            ...{ id: chunkId(1, 0), index: 0, page: 1, heading: null, text: 'Chunk 0', start: 0, end: 9 },
            document: { title: 'Call 1' },
          },
          expect.objectContaining({ id: chunkId(1, 1), heading: 'Heading 1', start: 10, end: 19 }),
        ],
        pageInfo: { endCursor: expect.any(String), hasNextPage: true },
        totalCount: 3,
      },
    });
    const after = document.chunks.pageInfo.endCursor;
    const next = `query ($id: ID!, $after: String) { document(id: $id) { chunks(after: $after) { nodes { index } } } }`;
    expect(await ask(next, { id: idOf(1), after })).toEqual({
      document: { chunks: { nodes: [{ index: 2 }] } },
    });
    expect(await refusal(next, { id: idOf(2), after })).toMatch(
      /^BAD_USER_INPUT: Expected a cursor with document 2/,
    );
    for (const wrong of ['x', '', encodeText('["chunks",[1],["a"]]'), encodeText('["chunks",[1],[-1]]')]) {
      expect(await refusal(next, { id: idOf(1), after: wrong })).toMatch(
        /^BAD_USER_INPUT: Expected a cursor/,
      );
    }
  });

  test('of a company that is not listed any more has no stock', async () => {
    expect(await ask(ONE, { id: idOf(6) })).toMatchObject({ document: { stock: null, uploadedBy: null } });
  });

  test('is found as a node, and so are its chunks', async () => {
    const node = `query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Document { title } ... on Chunk { text } } }`;
    const ids = [idOf(1), chunkId(1, 2), idOf(99), chunkId(1, 3), chunkId(99, 0)];
    expect(await ask(node, { ids })).toEqual({
      nodes: [
        { id: idOf(1), title: 'Call 1' },
        { id: chunkId(1, 2), text: 'Chunk 2' },
        ...[null, null, null],
      ],
    });
  });

  test.each([
    '',
    'nothing',
    encodeText('Document:1:2'),
    encodeText('Document:01'),
    encodeText('Document:-1'),
    encodeText('Document:99999999999'),
    encodeText('Chunk:1:0'),
  ])('does not exist by the id %j', async (id) => {
    expect(await ask(ONE, { id })).toEqual({ document: null });
    for (const field of ['reprocessDocument', 'deleteDocument']) {
      expect(await refusal(`mutation ($id: ID!) { ${field}(id: $id) { id } }`, { id })).toMatch(
        /^BAD_USER_INPUT: Expected the id of a document/,
      );
    }
  });
});

describe('documents', () => {
  const LIST = `query ($ticker: Ticker!, $on: Date, $first: Int, $after: String) { stock(ticker: $ticker) {
    documents(on: $on, first: $first, after: $after) { nodes { title } totalCount pageInfo { endCursor } } } }`;
  interface Listed {
    readonly stock: {
      readonly documents: {
        readonly nodes: readonly { readonly title: string }[];
        readonly totalCount: number;
        readonly pageInfo: { readonly endCursor: string };
      };
    };
  }
  const list = async (variables: Record<string, unknown>) => {
    const { stock } = (await ask(LIST, { ticker: 'ALPHA', ...variables })) as unknown as Listed;
    const { nodes, totalCount, pageInfo } = stock.documents;
    return { titles: nodes.map(({ title }) => title), totalCount, after: pageInfo.endCursor };
  };

  test('of a company are listed as of a day, the newest first', async () => {
    expect(await list({})).toMatchObject({ titles: ['Call 3', 'Call 2', 'Call 1'], totalCount: 3 });
    expect(await list({ ticker: 'OLDALPHA', on: '2024-05-03' })).toMatchObject({ totalCount: 3 });
    expect(await list({ on: '2024-05-02' })).toMatchObject({ titles: ['Call 1'], totalCount: 1 });
    expect(await list({ on: '2024-04-30' })).toMatchObject({ titles: [], totalCount: 0 });
    const first = await list({ first: 1 });
    expect(first).toMatchObject({ titles: ['Call 3'], totalCount: 3 });
    expect(await list({ after: first.after })).toMatchObject({ titles: ['Call 2', 'Call 1'], totalCount: 3 });
    expect(await refusal(LIST, { ticker: 'BETA', after: first.after })).toMatch(
      /^BAD_USER_INPUT: Expected a cursor/,
    );
    expect(await refusal(LIST, { ticker: 'ALPHA', first: -1 })).toMatch(/^BAD_USER_INPUT: /);
  });

  test('of a filing are those of its bytes, else those of its link, as of the day of the list', async () => {
    const query = `query ($on: Date) { stock(ticker: "ALPHA") { filings(on: $on) { nodes { subject documents { title } } } } }`;
    const of = async (on: string | null) => {
      const { stock } = (await ask(query, { on })) as {
        stock: { filings: { nodes: { subject: string; documents: { title: string }[] }[] } };
      };
      return stock.filings.nodes.map(({ subject, documents }) => [
        subject,
        ...documents.map(({ title }) => title),
      ]);
    };
    expect(await of(null)).toEqual([['A letter'], ['Results', 'Call 1'], ['Transcript', 'Call 2']]);
    // The document of its link was published a day later.
    expect(await of('2024-05-02')).toEqual([['Transcript']]);
  });

  test('need COMPANIES_READ, and changes of them COMPANIES_WRITE', async () => {
    const mayNot = users['asha'];
    for (const field of ['reprocessDocument', 'deleteDocument']) {
      const sink = await answered(`mutation { ${field}(id: "${idOf(1)}") { id } }`, mayNot);
      expect(sink.errors?.[0] ?? sink.results[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    }
    expect(await list({})).toMatchObject({ totalCount: 3 });
  });
});

/** Starts an operation, and waits for its first answer. */
async function answered(query: string, caller: Caller): Promise<RecordingSink> {
  const sink = new RecordingSink();
  running.push(api.startOperation({ query }, caller, sink));
  await eventually(() => sink.errors !== null || sink.results.length > 0);
  return sink;
}

const auditOf = async (number: number) => {
  const { rows } = await database.pool.query<{ action: string; result: string; user_id: number }>(
    'SELECT action, result, user_id FROM audit_entries WHERE subject = $1 ORDER BY id',
    [`Document:${number}`],
  );
  return rows.map(({ action, result, user_id: user }) => [action, result, user]);
};

/** Tells that a document is READY, as the last step does. */
const tell = (...numbers: readonly number[]) =>
  withConnection(database.pool, (client) =>
    inTransaction(client, async () => {
      await lockDocuments(client);
      for (const number of numbers) await appendDocumentEvent(client, number, 'READY');
    }),
  );

interface Told {
  readonly cursor: string;
  readonly document: { readonly title: string; readonly chunks: { readonly totalCount: number } };
}
const told = ({ results }: RecordingSink): Told[] =>
  results.map(({ data }) => (data as { documentProcessed: Told }).documentProcessed);
const titlesIn = (sink: RecordingSink) => told(sink).map(({ document }) => document.title);

function subscribe(variables: Record<string, unknown> = {}, caller = users['asha']): RecordingSink {
  const query = `subscription ($tickers: [Ticker!], $after: ID) { documentProcessed(tickers: $tickers, after: $after) {
    cursor at document { title status chunks { totalCount } } } }`;
  const sink = new RecordingSink();
  running.push(api.startOperation({ query, variables }, caller, sink));
  return sink;
}
const subscribed = (members: number) =>
  eventually(() => api.services.logs.of(documentLog).counts.members === members);

describe('documentProcessed', () => {
  test('tells of the companies that are asked for, also by their former symbols, in order', async () => {
    const sinks = [
      subscribe(),
      subscribe({ tickers: ['OLDALPHA', 'UNKNOWN'] }),
      subscribe({ tickers: ['BETA'] }, users['ravi']),
    ];
    await subscribed(3);
    await tell(1, 5, 6);
    await tell(2);
    await eventually(() => sinks[0].results.length === 4 && sinks[1].results.length === 2);
    await eventually(() => sinks[2].results.length === 1);
    expect(sinks.map(titlesIn)).toEqual([
      ['Call 1', 'Call 5', 'Call 6', 'Call 2'],
      ['Call 1', 'Call 2'],
      ['Call 5'],
    ]);
    for (const sink of sinks) {
      expect(sink.errors).toBeNull();
      expect(sink.cursors).toEqual(told(sink).map(({ cursor }) => cursor));
    }
    expect(told(sinks[0])[0]).toEqual({
      cursor: expect.any(String),
      at: expect.stringMatching(/Z$/),
      document: { title: 'Call 1', status: 'READY', chunks: { totalCount: 3 } },
    });
    const resumed = subscribe({ after: told(sinks[0])[1].cursor });
    await eventually(() => resumed.results.length === 2);
    expect(told(resumed)).toEqual(told(sinks[0]).slice(2));
  });

  test('begins where the answer was that asked for cursorOf beside the documents', async () => {
    const { cursorOf } = await ask(
      '{ cursorOf(log: DOCUMENTS) stock(ticker: "ALPHA") { documents { totalCount } } }',
    );
    await tell(3);
    const sink = subscribe({ after: cursorOf });
    await eventually(() => sink.results.length === 1);
    expect(titlesIn(sink)).toEqual(['Call 3']);
    const others = ['alertRaised', 'scoreChanged'].map((field) => {
      const other = new RecordingSink();
      const query = `subscription ($after: ID) { ${field}(after: $after) { cursor } }`;
      running.push(api.startOperation({ query, variables: { after: cursorOf } }, users['asha'], other));
      return other;
    });
    await eventually(() => others.every(({ errors }) => errors !== null));
    for (const { errors } of others) {
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('got one of the log of documents'),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
  });

  test.each([
    ['no ticker', { tickers: [] }, 'BAD_USER_INPUT'],
    ['unknown tickers alone', { tickers: ['UNKNOWN'] }, 'BAD_USER_INPUT'],
    ['another text than a cursor', { after: 'nothing' }, 'CURSOR_EXPIRED'],
    ['a cursor of no log', { after: 'A'.repeat(32) }, 'CURSOR_EXPIRED'],
  ])('refuses %s', async (_what, variables, code) => {
    const sink = subscribe(variables);
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.[0].extensions?.['code']).toBe(code);
  });
});

describe('changes', () => {
  const CHANGE = (field: string) =>
    `mutation ($id: ID!) { ${field}(id: $id) { id title status step chunks { totalCount } } }`;

  test('process a document again, which its job then does', async () => {
    await database.pool.query(
      `UPDATE documents SET status = 'FAILED', step = 'EXTRACT', reason = 'It is encrypted.' WHERE id = 3`,
    );
    expect(
      await ask('query ($id: ID!) { document(id: $id) { status step reason } }', { id: idOf(3) }),
    ).toEqual({
      document: { status: 'FAILED', step: 'EXTRACT', reason: 'It is encrypted.' },
    });
    const waits = { status: 'QUEUED', step: 'EXTRACT', chunks: { totalCount: 0 } };
    expect(await ask(CHANGE('reprocessDocument'), { id: idOf(3) }, users['ravi'])).toMatchObject({
      reprocessDocument: waits,
    });
    expect(await ask(CHANGE('reprocessDocument'), { id: idOf(3) }, users['ravi'])).toMatchObject({
      reprocessDocument: waits,
    });
    const user = users['ravi'].user?.id;
    expect(await auditOf(3)).toEqual([
      ['REPROCESSED', 'DONE', user],
      ['REPROCESSED', 'DONE', user],
    ]);
    const { rows } = await database.pool.query(
      `SELECT task_identifier AS task FROM graphile_worker.jobs WHERE task_identifier = 'process_document'`,
    );
    expect(rows).toHaveLength(1);
  });

  test('delete a document once, and return it as it was', async () => {
    const { cursorOf } = await ask('{ cursorOf(log: DOCUMENTS) }');
    await tell(2);
    expect(await ask(CHANGE('deleteDocument'), { id: idOf(2) }, users['ravi'])).toMatchObject({
      deleteDocument: { id: idOf(2), title: 'Call 2', status: 'READY', step: null },
    });
    for (const field of ['deleteDocument', 'reprocessDocument']) {
      expect(await refusal(CHANGE(field), { id: idOf(2) })).toMatch(
        /^NOT_FOUND: Expected the id of a document that exists/,
      );
    }
    expect(await auditOf(2)).toEqual([['DELETED', 'DONE', users['ravi'].user?.id]]);
    const read = `query ($id: ID!, $chunk: ID!) { document(id: $id) { id } node(id: $id) { id } chunk: node(id: $chunk) { id }
      stock(ticker: "ALPHA") { documents { nodes { title } totalCount } filings { nodes { documents { title } } } } }`;
    expect(await ask(read, { id: idOf(2), chunk: chunkId(2, 0) })).toEqual({
      ...{ document: null, node: null, chunk: null },
      stock: {
        documents: { nodes: [{ title: 'Call 3' }, { title: 'Call 1' }], totalCount: 2 },
        filings: { nodes: [{ documents: [] }, { documents: [{ title: 'Call 1' }] }, { documents: [] }] },
      },
    });
    const sink = subscribe({ after: cursorOf });
    await eventually(() => sink.results.length === 1);
    expect(told(sink)[0].document).toMatchObject({ title: 'Call 2', chunks: { totalCount: 0 } });
  });

  test('of one operation are done in order, each on what the one before left', async () => {
    const { data, errors } = await execute(
      await contextOf(users['ravi']),
      `mutation ($id: ID!) { a: reprocessDocument(id: $id) { status } b: deleteDocument(id: $id) { status }
         c: reprocessDocument(id: $id) { status } }`,
      { id: idOf(5) },
    );
    expect(errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [['c'], 'NOT_FOUND'],
    ]);
    expect(data).toBeNull();
    expect(await auditOf(5)).toEqual([
      ['REPROCESSED', 'DONE', users['ravi'].user?.id],
      ['DELETED', 'DONE', users['ravi'].user?.id],
    ]);
  });

  test('of users leave documents, which then tell of nobody', async () => {
    await new Users(database, () => undefined).delete(users['ravi'].user?.id ?? 0, null, NO_ACTOR);
    expect(
      await ask('query ($id: ID!) { document(id: $id) { uploadedBy { id name } } }', { id: idOf(1) }),
    ).toEqual({
      document: { uploadedBy: null },
    });
  });
});

test('documentProcessed follows a company that gets another ticker', async () => {
  const sink = subscribe({ tickers: ['BETA'] });
  await subscribed(1);
  const stockOf = async (ticker: string) =>
    (await api.services.snapshots.newest()).company(ticker as Ticker)?.stock_id;
  const former = await stockOf('BETA.NS');
  await imported(fileOf('symbols', 'GAMMA,BETA,2025-01-31'));
  // The process may not have heard of the rename yet.
  await tell(5);
  await eventually(() => sink.results.length === 1);
  await eventually(async () => (await stockOf('BETA.NS')) !== former);
  await tell(5);
  await eventually(() => sink.results.length === 2);
  expect(titlesIn(sink)).toEqual(['Call 5', 'Call 5']);
});

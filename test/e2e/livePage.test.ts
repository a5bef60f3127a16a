/** Pages in a browser that show live scores: each event once, including those of the time while the service restarted. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page, Response } from 'playwright-core';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { freePort } from '../support/network/freePort.js';
import { commitEvents } from '../support/live/commitEvents.js';
import { until } from '../support/process/greyoakProcess.js';
import { OwnPostgres } from '../support/process/ownPostgres.js';
import {
  endServices,
  measured,
  mutate,
  readyAt,
  RECORD_BARS,
  serve,
  statusOf,
} from '../support/process/services.js';
import { changedBars, fillDatabase, sessions } from '../support/market/liveMarket.js';
import { ALL, endOfLog, storedEvents } from '../support/client/subscriber.js';
import { TcpDoor } from '../support/network/tcpDoor.js';
import type { Mode } from '../../src/scoring/names.js';
import { describeInBrowser, isBrowserThere, startBrowser } from '../support/browser/inBrowser.js';
import { picture } from '../support/browser/picture.js';
import { answeredBy, bundleReact, shownBy, type Shown } from '../support/browser/reactExample.js';

/** The files of the pages, by the path under which they are requested. */
const FILES = {
  '/socket.html': ['text/html', 'test/e2e/live/page/socket.html'],
  '/stream.html': ['text/html', 'test/e2e/live/page/stream.html'],
  '/eventSource.js': ['text/javascript', 'examples/live/eventSource.js'],
  '/client/index.js': ['text/javascript', 'dist/client/index.js'],
} as const;
/** The folder of graphql-ws, whose chunks have generated names. */
const GRAPHQL_WS = '/graphql-ws/';
/** The example in React, as Vite bundles it. */
const REACT = '/react/';
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
};

let folder: string;
let postgres: OwnPostgres;
let database: OpenDatabase;
let browser: Browser;
let pages: Server;
beforeAll(async () => {
  if (!isBrowserThere) return;
  folder = await temporaryFolder();
  postgres = await OwnPostgres.start(join(folder, 'home'));
  await fillDatabase(postgres.url);
  database = await openDatabase({ url: postgres.url, home: '' });
  browser = await startBrowser();
  pages = createServer((request, response) => {
    const file = fileAt(new URL(request.url ?? '', 'http://pages').pathname);
    if (file === null) {
      response.writeHead(404).end();
      return;
    }
    void readFile(file[1]).then((content) => response.setHeader('content-type', file[0]).end(content));
  });
  await once(pages.listen(0, '127.0.0.1'), 'listening');
}, 120_000);
afterEach(async () => {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  await endServices();
});
afterAll(async () => {
  await browser?.close();
  pages?.closeAllConnections();
  pages?.close();
  await database?.close();
  await postgres?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

function fileAt(path: string): readonly [type: string, file: string] | null {
  if (/^\/graphql-ws\/[\w-]+\.js$/.test(path)) {
    return ['text/javascript', join('node_modules/graphql-ws/dist', path.slice(GRAPHQL_WS.length))];
  }
  if (path.startsWith(REACT)) return [TYPES[extname(path)], join(folder, 'react', path.slice(REACT.length))];
  return path in FILES ? FILES[path as keyof typeof FILES] : null;
}

/** Opens a page. Returns the lines of its list, and the errors of its console except those about lost connections. */
async function visit(url: string, prepare?: (page: Page) => Promise<void>) {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isOfConnection = /WebSocket connection to|ERR_(CONNECTION|INCOMPLETE_CHUNKED|EMPTY_RESPONSE)/;
    if (message.type() === 'error' && !isOfConnection.test(message.text())) complaints.push(message.text());
  });
  await prepare?.(page);
  await page.goto(url);
  return { page, complaints, lines: () => page.locator('li').allInnerTexts() };
}

/** Returns some columns of the events after a position, as a page shows them. */
const shown = async (after: number, columns: readonly number[]) =>
  (await storedEvents(database.pool, after, ALL)).map((line) => {
    const values = line.split(' ');
    return columns.map((column) => values[column]).join(' ');
  });

/** Opens the example in React. Counts the subscriptions that it has begun. */
async function visitReact(url: string) {
  let begun = 0;
  const { page, complaints } = await visit(url, async (opened) => {
    opened.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"type":"subscribe"')) begun++;
      }),
    );
  });
  await page.getByRole('table').waitFor();
  return { page, complaints, subscribed: () => begun };
}

/** Serves the page with EventSource as one of the service itself, because the example asks its own origin. */
const ownPage = (origin: string) => async (page: Page) => {
  for (const path of ['/stream.html', '/eventSource.js'] as const) {
    await page.route(origin + path, (route) =>
      route.fulfill({ contentType: FILES[path][0], path: FILES[path][1] }),
    );
  }
};

const untilSubscribed = (url: string, count = 1) =>
  until('it is subscribed', async () => (await measured(url, 'live_operations')) === count);

describeInBrowser('a page with live scores', () => {
  test('with the client helper shows a rescore as it happens, and after a restart the events that it missed', async () => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    const start = () => serve({ DATABASE_URL: postgres.url, PORT: String(port), ALLOWED_ORIGINS: origin });
    const service = start();
    const url = await readyAt(service);
    const before = await endOfLog(database.pool);
    const socket = `ws://127.0.0.1:${port}/graphql`;
    const { complaints, lines } = await visit(`${origin}/socket.html?api=${encodeURIComponent(socket)}`);
    await untilSubscribed(url);

    // Position, ticker, mode, date, value, …
    const expected = () => shown(before, [1, 2, 3, 4]);
    const isShown = async () => (await lines()).length >= (await expected()).length;
    await mutate(() => url, RECORD_BARS, { rows: changedBars(sessions[13], 'page') });
    await until('the rescore is stored', async () => (await expected()).length > 0);
    await until('it is shown', isShown);
    expect(await lines()).toEqual(await expected());

    service.kill('SIGKILL');
    await service.end();
    await commitEvents(database, 5);
    await commitEvents(database, 3, 'INVESTOR');
    const again = start();
    await readyAt(again);
    await until('the missed events are shown', isShown);
    await commitEvents(database, 1);
    await until('the new events are shown', isShown);
    expect(await lines()).toEqual(await expected());
    expect(complaints).toEqual([]);
  }, 90_000);

  test('with EventSource resumes by itself when the service restarts behind its balancer', async () => {
    const port = await freePort();
    const start = () => serve({ ROLE: 'api', DATABASE_URL: postgres.url, PORT: String(port) });
    let service = start();
    const url = await readyAt(service);
    const door = new TcpDoor(await freePort());
    await door.open(port);
    try {
      const before = await endOfLog(database.pool);
      const origin = `http://127.0.0.1:${door.port}`;
      const { complaints, lines } = await visit(`${origin}/stream.html`, ownPage(origin));
      await untilSubscribed(url);
      const expected = () => shown(before, [1, 4, 5]);
      const isShown = async () => (await lines()).length >= (await expected()).length;
      // The first time, the page has no event yet and knows only where the stream began.
      for (const missed of [6, 4]) {
        await door.close();
        service.kill('SIGKILL');
        await service.end();
        await commitEvents(database, missed);
        service = start();
        await readyAt(service);
        await door.open(port);
        await until('the missed events are shown', isShown);
        await commitEvents(database, 2, 'INVESTOR');
        await until('the new events are shown', isShown);
        expect(await lines()).toEqual(await expected());
      }
      expect(complaints).toEqual([]);
    } finally {
      await door.close();
    }
  }, 90_000);

  test('with EventSource waits for a service that starts, also behind a proxy that answers 503', async () => {
    const { pathname, searchParams, username } = new URL(postgres.url);
    // The service waits for its database as long as this door is closed.
    const door = new TcpDoor(await freePort());
    const url = `http://127.0.0.1:${await freePort()}`;
    serve({
      ROLE: 'api',
      DATABASE_URL: `postgres://${username}@127.0.0.1:${door.port}${pathname}?sslmode=disable`,
      PORT: new URL(url).port,
    });
    try {
      await until('it listens', async () => (await statusOf(`${url}/health/ready`)) === 503);
      const answers: number[] = [];
      const { lines } = await visit(`${url}/stream.html`, async (page) => {
        await ownPage(url)(page);
        page.on('response', (response) => {
          if (response.url().includes('/graphql/stream')) answers.push(response.status());
        });
        await page.route('**/graphql/stream?*', (route) => route.fulfill({ status: 503 }), { times: 1 });
      });
      // The first leaves the EventSource dead. The others are of the service, which the browser asks again by itself.
      await until('it has asked again', () => Promise.resolve(answers.length >= 3));
      expect(answers.slice(0, 3)).toEqual([503, 200, 200]);

      const before = await endOfLog(database.pool);
      await door.open(join(searchParams.get('host') ?? '', '.s.PGSQL.5432'));
      await untilSubscribed(url);
      await commitEvents(database, 2, 'INVESTOR');
      const expected = await shown(before, [1, 4, 5]);
      await until('the new events are shown', async () => (await lines()).length >= expected.length);
      expect(await lines()).toEqual(expected);
    } finally {
      await door.close();
    }
  }, 90_000);

  test('in React shows the ranking as it is by one subscription, over a restart and after its cursor has expired', async () => {
    const port = await freePort();
    // Its pages are of another port of this machine, which needs no setting.
    const start = () => serve({ DATABASE_URL: postgres.url, PORT: String(port) });
    const bundled = bundleReact(`http://127.0.0.1:${port}`, join(folder, 'react'));
    let service = start();
    const url = await readyAt(service);
    await bundled;
    const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    const visits = await Promise.all(
      ['index', 'urql'].map((name) => visitReact(`${origin}${REACT}${name}.html`)),
    );
    const ofBoth = <Value>(made: (page: Page) => Promise<Value>) =>
      Promise.all(visits.map(({ page }) => made(page)));

    const best = await visits[0].page.getByRole('button').first().innerText();
    const untilShown = async (
      what: string,
      { mode = 'INVESTOR', ticker = best }: { readonly mode?: Mode; readonly ticker?: string } = {},
    ): Promise<Shown> => {
      let answered = await answeredBy(url, ticker, mode);
      let shown: readonly Shown[] = [];
      const isShown = async () => {
        answered = await answeredBy(url, ticker, mode);
        shown = await ofBoth(shownBy);
        return shown.every((one) => JSON.stringify(one) === JSON.stringify(answered));
      };
      // What is missing says more than that it took too long.
      await until(`both pages show ${what}`, isShown).catch(() => undefined);
      expect([what, ...shown]).toEqual([what, answered, answered]);
      return answered;
    };
    const untilItSays = (text: RegExp) =>
      ofBoth((page) => page.getByRole('status').filter({ hasText: text }).waitFor());

    const pick = (ticker: string) =>
      ofBoth((page) => page.getByRole('button', { name: ticker, exact: true }).click());
    await pick(best);
    const first = await untilShown('the first ranking, and a card');
    await untilSubscribed(url, 2);
    await untilItSays(/^Live$/);
    const begun = visits.map(({ subscribed }) => subscribed());
    await picture(visits[0].page, 'react.png');

    await mutate(() => url, RECORD_BARS, { rows: changedBars(sessions[13], 'react') });
    await until(
      'the rescore is served',
      async () => (await answeredBy(url, best, 'INVESTOR')).card !== first.card,
    );
    await untilShown('the rescore');
    for (const count of [1, 3, 2]) {
      await commitEvents(database, count, 'INVESTOR');
      await untilShown('a further change');
    }
    // They have asked their queries several times by now.
    expect(visits.map(({ subscribed }) => subscribed())).toEqual(begun);
    expect(await measured(url, 'live_operations')).toBe(2);

    // A cache must not show the card as it was when another one was picked.
    const worst = await visits[0].page.getByRole('button').last().innerText();
    await pick(worst);
    await commitEvents(database, 16, 'INVESTOR');
    await untilShown('another card', { ticker: worst });
    await pick(best);
    await untilShown('the card of the first stock again');

    // Nor must it join the ranking of one mode with the cursor of another.
    await ofBoth((page) => page.getByLabel('Mode').selectOption('TRADER'));
    await untilShown('the other mode', { mode: 'TRADER' });
    await commitEvents(database, 3, 'INVESTOR');
    await commitEvents(database, 1, 'TRADER');
    await untilShown('a change of the other mode', { mode: 'TRADER' });
    await ofBoth((page) => page.getByLabel('Mode').selectOption('INVESTOR'));
    await untilShown('what changed in the first mode meanwhile');
    await untilSubscribed(url, 2);

    service.kill('SIGKILL');
    await service.end();
    await untilItSays(/^Reconnecting since /);
    await commitEvents(database, 5, 'INVESTOR');
    service = start();
    await readyAt(service);
    await untilShown('what they missed');
    await untilItSays(/^Live$/);
    await commitEvents(database, 2, 'INVESTOR');
    await untilShown('the change after that');
    expect(await measured(url, 'live_operations')).toBe(2);

    await database.pool.query('UPDATE event_log SET epoch = gen_random_uuid()');
    await commitEvents(database, 1, 'INVESTOR');
    await untilShown('what was stored when the log was rebuilt');
    await untilSubscribed(url, 2);
    await commitEvents(database, 4, 'INVESTOR');
    await untilShown('what the new log has');
    expect(visits.flatMap(({ complaints }) => complaints)).toEqual([]);
  }, 240_000);

  test('in the playground runs the example Live scores', async () => {
    const url = await readyAt(serve({ ROLE: 'api', DATABASE_URL: postgres.url }));
    let introspection: Promise<Response> | undefined;
    const { page, complaints } = await visit(`${url}/playground`, async (opened) => {
      introspection = opened.waitForResponse((response) => response.url().endsWith('/graphql'));
    });
    // Until the schema is loaded, the page accepts input and loses it, as in playground.test.ts.
    await (await introspection)?.finished();
    await page.locator('.graphiql-query-editor').getByText("One stock's card").waitFor();
    await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
    const examples = page.getByRole('region', { name: 'Examples' });
    await examples.getByRole('button', { name: 'Live scores' }).click();
    await page.locator('.graphiql-query-editor').getByText('# Live scores').waitFor();
    // The example follows a stock of the sample market, which this store does not have.
    await page.getByRole('button', { name: 'Variables' }).click();
    await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
    await page.keyboard.type('{"filter": null');
    await page.locator('.graphiql-execute-button').click();
    await untilSubscribed(url);
    const before = await endOfLog(database.pool);
    await commitEvents(database, 1);
    const [[ticker, value]] = (await shown(before, [1, 4])).map((line) => line.split(' '));
    const answer = page.locator('.graphiql-response .view-lines');
    await answer.getByText(`"${ticker}"`).first().waitFor();
    await answer.getByText(`"value": ${value},`).first().waitFor();
    expect(await answer.innerText()).toMatch(/scoreChanged/);
    // The same button stops the subscription.
    await page.locator('.graphiql-execute-button').click();
    await untilSubscribed(url, 0);
    expect(complaints).toEqual([]);
  }, 90_000);
});

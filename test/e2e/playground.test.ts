import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { GraphQLObjectType } from 'graphql';
import type { Browser, Locator, Page } from 'playwright-core';
import { rightsTo } from '../../src/access/caller.js';
import { createApi, type Api } from '../../src/api.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import type { Services } from '../../src/graphql/context.js';
import { PLAYGROUND_FOLDER } from '../../src/http/playground.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf, startServices, stopServices } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { appWith, closeApps, COST } from '../support/http/app.js';
import { FakeKeys } from '../support/http/fakeKeys.js';
import { LIMITS } from '../support/http/liveApp.js';
import { lockedSchema } from '../support/http/lockedSchema.js';
import { eventually } from '../support/time/eventually.js';
import { describeInBrowser, isBrowserThere, startBrowser } from '../support/browser/inBrowser.js';
import { startWorker, stopWorkers } from '../support/runs/workers.js';
import { testAuthKey } from '../support/access/testAuthKey.js';

let browser: Browser;
beforeAll(async () => {
  if (!isBrowserThere) return;
  if (!existsSync(join(PLAYGROUND_FOLDER, 'index.html'))) {
    await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build']);
  }
  browser = await startBrowser('--disable-quic', '--disable-component-update');
}, 120_000);
afterEach(closeApps);
afterAll(() => browser?.close());

interface Visit {
  readonly page: Page;
  /** The origins to which the page sent requests. */
  readonly hosts: ReadonlySet<string>;
  /** The paths to which it sent requests and opened sockets. */
  readonly paths: ReadonlySet<string>;
  /** The errors and warnings in the console of the page. */
  readonly complaints: readonly string[];
}

async function listen(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

/** Opens the playground as a new visitor. @param basePath the path below which the app is served */
async function visit(port: number, basePath = ''): Promise<Visit> {
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const hosts = new Set<string>();
  const paths = new Set<string>();
  const complaints: string[] = [];
  page.on('websocket', (socket) => paths.add(new URL(socket.url()).pathname));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**', async (route) => {
    const { hostname, pathname } = new URL(route.request().url());
    hosts.add(hostname);
    paths.add(pathname);
    await (hostname === '127.0.0.1' ? route.continue() : route.abort());
  });
  const introspection = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await page.goto(`http://127.0.0.1:${port}${basePath}/`);
  // Until the editor shows its first text and the schema is loaded, the page accepts input and loses it.
  await (await introspection).finished();
  await page.locator('.graphiql-query-editor').getByText("One stock's card").waitFor();
  await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
  return { page, hosts, paths, complaints };
}

/** Returns the button that opens an example. */
const exampleOf = (page: Page, title: string): Locator =>
  page.getByRole('region', { name: 'Examples' }).getByRole('button', { name: title });

/** Runs the text of an operation of this name. */
async function runText(page: Page, text: string, name: string): Promise<void> {
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('ControlOrMeta+A');
  // The text is pasted, because whether the editor closes a typed bracket depends on what it has loaded by then.
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+V');
  await page.locator('.graphiql-tab').getByText(name).waitFor();
  await page.locator('.graphiql-execute-button').click();
}

/** Returns the visible lines of an answer once one of them contains this text. */
async function answerWith(page: Page, line: string): Promise<string[]> {
  const answer = page.locator('.graphiql-response .view-lines');
  await answer.getByText(line).first().waitFor();
  // The editor writes no-break spaces.
  return (await answer.innerText()).split('\n').map((text) => text.replace(/\s+/g, ' ').trim());
}

describeInBrowser('the playground in a browser', () => {
  test('runs an operation, and sends requests to its own server only', async () => {
    const { page, hosts, complaints } = await visit(await listen(await appWith()));
    expect(await page.title()).toBe('GreyOak playground');
    expect(new URL(page.url()).pathname).toBe('/playground');
    await page.getByText('Scores of Indian stocks from 0 to 100').waitFor();

    await runText(page, 'query Greeting { greeting }', 'Greeting');
    expect(JSON.parse((await answerWith(page, 'hello')).join(''))).toEqual({
      data: { greeting: 'hello' },
      extensions: { cost: COST },
    });

    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('asks below the path of a proxy only, by HTTP and by a socket', async () => {
    const app = await appWith({ basePath: '/greyoak' });
    const { page, paths } = await visit(await listen(app), '/greyoak');
    expect(new URL(page.url()).pathname).toBe('/greyoak/playground');
    await runText(page, 'subscription Live { scoreChanged }', 'Live');
    await answerWith(page, 'nothing is executed here');

    expect([...paths].filter((path) => !path.startsWith('/greyoak/'))).toEqual([]);
    expect([...paths]).toContain('/greyoak/graphql');
    await page.close();
  }, 60_000);
});

describeInBrowser('the playground in a window', () => {
  test.each([
    { width: 1300, height: 800 },
    { width: 1024, height: 500 },
    { width: 700, height: 800 },
  ])(
    'of $width × $height scrolls its parts, and not the page',
    async (size) => {
      const { page } = await visit(await listen(await appWith()));
      await page.setViewportSize(size);
      const editor = page.locator('.graphiql-query-editor');
      await page.locator('.graphiql-query-editor .view-lines').waitFor();
      const sizes = await page.evaluate<readonly number[]>(
        '(({ scrollWidth, scrollHeight }) => [scrollWidth, scrollHeight])(document.scrollingElement)',
      );
      expect(sizes).toEqual([size.width, size.height]);
      const { y = NaN, height = NaN } = (await editor.boundingBox()) ?? {};
      expect(height).toBeGreaterThan(200);
      expect(y + height).toBeLessThanOrEqual(size.height);
      await page.close();
    },
    60_000,
  );
});

describeInBrowser('the field for an API key', () => {
  /** Puts an operation in the place of what is in the editor, and runs it. */
  async function run(page: Page, query: string, name: string): Promise<void> {
    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(query)})`);
    await page.keyboard.press('ControlOrMeta+V');
    await page.locator('.graphiql-tab').getByText(name).waitFor();
    await page.locator('.graphiql-execute-button').click();
  }

  test('sends the key with operations and sockets, keeps it in the tab, and says whether it counts', async () => {
    const keys = new FakeKeys();
    const subscribers: string[] = [];
    const app = await appWith({
      schema: lockedSchema(),
      access: { mode: () => 'closed', keys: () => keys, anonymous: rightsTo([]) },
      live: {
        start: (_request, { kind }, sink) => {
          subscribers.push(kind);
          sink.complete();
          return { resume: () => undefined, stop: () => undefined };
        },
        isReady: () => true,
        limits: LIMITS,
      },
    });
    const { page, hosts } = await visit(await listen(app));
    const said = page.locator('.account output');
    await said.getByText('You ask without a credential.').waitFor();
    const field = page.getByLabel('API key');

    await field.fill('gok_unknown');
    await page.getByRole('button', { name: 'Use' }).click();
    await said.getByText('Expected an API key that counts').waitFor();

    const secret = keys.make('a', []);
    await field.fill(secret);
    await field.press('Enter');
    await said.getByText('You ask by the key gok_a0000000…').waitFor();
    await run(page, 'query Who { caller }', 'Who');
    expect((await answerWith(page, 'API_KEY')).join('')).toContain('"caller": "API_KEY user 7"');
    await run(page, 'subscription Live { a }', 'Live');
    await eventually(() => subscribers.length === 1);
    expect(subscribers).toEqual(['API_KEY']);
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).toContain(secret);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('gok_');

    await page.getByRole('button', { name: 'Forget' }).click();
    await said.getByText('You ask without a credential.').waitFor();
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.toContain('gok_');
    expect([...hosts]).toEqual(['127.0.0.1']);
    await page.close();
  }, 60_000);
});

describeInBrowser('the playground over the sample market', () => {
  let api: Api;
  let services: Services;
  let port: number;
  beforeAll(async () => {
    const database = await openTestDatabase('sample');
    const setup = await loadSetup();
    const settings = { ...readSettings({}), logLevel: 'silent' as const };
    services = servicesOf(database, setup, settings, { authKey: testAuthKey });
    await startServices(services);
    await startWorker(database, setup);
    api = await createApi({ settings, state: () => ({ services, access: 'open' }) });
    port = await listen(api.app);
  }, 120_000);
  afterAll(async () => {
    await api?.app.close();
    await stopWorkers();
    if (services) await stopServices(services);
    await closeTestDatabases();
  });

  test.each([
    {
      title: "One stock's card",
      // `npm run pictures` takes it, of what is checked here.
      picture: 'playground.png',
      // The pillars give 12.5 + 10.0365 + 9.244 + 4.945 + 5 + 26.667, and there is no penalty. No statements: HOLD.
      lines: ['"ticker": "SYNMETAL11.NS",', '"value": 68.39,', '"band": "HOLD",'],
    },
    {
      title: 'Why this score?',
      // The pillars give 6.534 + 21.3856 + 13.4448 + 3.9064 + 2.9316 + 28, and the pledge takes 5 points off.
      lines: ['"name": "Synthetic Energy 08",', '"value": 71.2,', '"band": "HOLD",'],
    },
    {
      title: 'What if?',
      // The pillars give 0.4 × 77 + 0.1 × (90.96 + 99.16 + 59.38 + 100) + 0.2 × 72.95, and there is no penalty.
      lines: ['"ticker": "SYNENERGY04.NS",', '"value": 80.34,', '"change": 0.61,'],
    },
    {
      title: 'History chart',
      lines: ['"name": "Synthetic Metals 02",', '"date": "2026-06-30",', '"value": 78.77,'],
    },
  ])(
    'runs the example $title, opened by a click',
    async ({ title, lines, picture }) => {
      const { page, hosts, complaints } = await visit(port);
      await exampleOf(page, title).click();
      await page.locator('.graphiql-query-editor').getByText(`# ${title}`).waitFor();
      await page.locator('.graphiql-execute-button').click();
      expect(await answerWith(page, lines[1])).toEqual(expect.arrayContaining(lines));
      if (process.env['PICTURES'] && picture) await page.screenshot({ path: `docs/images/${picture}` });

      expect([...hosts]).toEqual(['127.0.0.1']);
      expect(complaints).toEqual([]);
      await page.close();
    },
    60_000,
  );

  test('opens each example in one tab, and says which one is shown', async () => {
    const { page, complaints } = await visit(port);
    const tabs = page.locator('.graphiql-tab');
    expect(await tabs.allInnerTexts()).toEqual(['StockCard']);
    await exampleOf(page, 'Screener').click();
    await tabs.getByText('Screener').waitFor();
    await exampleOf(page, "One stock's card").click();
    await page.locator('.graphiql-query-editor').getByText("One stock's card").waitFor();
    expect(await tabs.allInnerTexts()).toEqual(['StockCard', 'Screener']);
    expect(await page.locator('.examples [aria-current=true] strong').allInnerTexts()).toEqual([
      "One stock's card",
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('runs an example at once, before the editor has told the page its text', async () => {
    const { page, complaints } = await visit(port);
    await page.evaluate(
      "for (const button of ['.examples li:nth-child(2) button', '.graphiql-execute-button']) " +
        'document.querySelector(button).click()',
    );
    expect(await answerWith(page, '"value": 70.34,')).toContain('"ticker": "SYNENERGY05.NS",');
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('can be used with the keyboard alone', async () => {
    const { page } = await visit(port);
    await exampleOf(page, 'Screener').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.graphiql-tab').getByText('CompareTen').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await answerWith(page, '"value": 79.73,')).toContain('"ticker": "SYNENERGY04.NS",');
    await page.keyboard.press('Control+M');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('graphiql-execute-button');
    await page.close();
  }, 60_000);

  test('shows the event of a price that is recorded below the live query, and goes on', async () => {
    const { page, complaints } = await visit(port);
    const form = page.getByRole('form', { name: 'Record a price' });
    expect(await form.count()).toBe(0);
    await exampleOf(page, 'Live scores').click();
    await form.getByText('It closed at ₹936.1 on 2026-06-30: enter another close.').waitFor();
    await page.locator('.graphiql-execute-button').click();
    await form.getByText('while the live query runs.').waitFor();
    await eventually(() => services.logs.of(scoreLog).counts.members === 1);

    const close = form.getByLabel('Close, ₹');
    await close.fill('0');
    await close.press('Enter');
    await form.getByText('Refused.').waitFor();
    await close.fill('982.9');
    await close.press('Enter');
    await form.getByText('Stored: SYNMETAL02.NS closed at ₹982.9 on 2026-06-30, not at ₹936.1.').waitFor();
    const event = await answerWith(page, '"previousValue": 78.77,');
    expect(event).toContain('"ticker": "SYNMETAL02.NS",');
    const value = event.find((line) => line.startsWith('"value"'))?.match(/[\d.]+/)?.[0];

    // The same query shows the next event.
    await close.fill('936.1');
    await close.press('Enter');
    await answerWith(page, `"previousValue": ${value},`);
    expect(services.logs.of(scoreLog).counts.members).toBe(1);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('explains the schema: from Query to the field stock, its argument and its type', async () => {
    const { page, hosts, complaints } = await visit(port);
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    await docs.getByText('Query', { exact: true }).click();
    const { Query, Stock } = buildGreyoakSchema().getTypeMap() as Record<
      'Query' | 'Stock',
      GraphQLObjectType
    >;
    const { stock } = Query.getFields();
    await docs.getByText(String(Query.description)).waitFor();
    await docs.getByText('stock', { exact: true }).click();
    await docs.getByText(String(stock.description)).waitFor();
    await docs.getByText(String(stock.args[0].description)).waitFor();
    await docs.getByText('Stock', { exact: true }).click();
    await docs.getByText(String(Stock.description)).waitFor();
    expect(await docs.locator('.graphiql-doc-explorer-title').innerText()).toBe('Stock');

    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);
});

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright-core';
import { PLAYGROUND_FOLDER } from '../../src/http/playground.js';
import { appWith, closeApps } from '../http/app.js';

const CHROMIUM = '/usr/bin/chromium';
/** Where there is no browser these tests are left out, and say so; .ci/run installs one, and requires it. */
const isBrowserThere = existsSync(CHROMIUM) || process.env['BROWSER_TESTS'] === 'required';
const describeInBrowser = isBrowserThere ? describe : describe.skip;
const REASON = isBrowserThere ? '' : ` (left out: no ${CHROMIUM}; install the Debian package chromium)`;

let browser: Browser;
beforeAll(async () => {
  if (!isBrowserThere) return;
  if (!existsSync(join(PLAYGROUND_FOLDER, 'index.html'))) {
    await promisify(execFile)(process.execPath, ['node_modules/vite/bin/vite.js', 'build']);
  }
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}, 120_000);
afterEach(closeApps);
afterAll(() => browser?.close());

/** The playground of a new visitor, with what the page asked for and what it complained about. */
async function visit(): Promise<{ page: Page; hosts: Set<string>; complaints: string[] }> {
  const app = await appWith();
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const page = await browser.newPage({
    viewport: { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const hosts = new Set<string>();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.route('**', async (route) => {
    const { hostname } = new URL(route.request().url());
    hosts.add(hostname);
    await (hostname === '127.0.0.1' ? route.continue() : route.abort());
  });
  const introspection = page.waitForResponse((response) => response.url().endsWith('/graphql'));
  await page.goto(`http://127.0.0.1:${port}/`);
  // Before the editor shows its first text and the schema is there, the page takes input and loses it.
  await (await introspection).finished();
  await page.locator('.graphiql-query-editor').getByText("One stock's card").waitFor();
  await page.locator('.graphiql-spinner').waitFor({ state: 'detached' });
  return { page, hosts, complaints };
}

describeInBrowser(`the playground in a browser${REASON}`, () => {
  it('runs an operation, and asks nobody but its own server', async () => {
    const { page, hosts, complaints } = await visit();
    expect(await page.title()).toBe('GreyOak playground');
    expect(new URL(page.url()).pathname).toBe('/playground');

    await page.locator('.graphiql-query-editor .monaco-editor').click();
    await page.keyboard.press('ControlOrMeta+A');
    // Pasted, not typed: whether the editor closes a bracket itself depends on what it has loaded by then.
    await page.evaluate('navigator.clipboard.writeText("query Greeting { greeting }")');
    await page.keyboard.press('ControlOrMeta+V');
    await page.locator('.graphiql-tab').getByText('Greeting').waitFor();
    await page.locator('.graphiql-execute-button').click();
    const result = page.locator('.graphiql-response .view-lines');
    await result.getByText('hello').waitFor();
    expect((await result.innerText()).replace(/\s/g, '')).toBe('{"data":{"greeting":"hello"}}');

    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  it('shows the examples as tabs, and explains the schema', async () => {
    const { page, hosts, complaints } = await visit();
    const tabs = page.locator('.graphiql-tab');
    expect(await tabs.allInnerTexts()).toEqual([
      'StockCard',
      'Screener',
      'WhyThisScore',
      'History',
      'BandsAndSectors',
      'Provenance',
    ]);
    await tabs.getByText('Screener').click();
    await page.locator('.graphiql-query-editor').getByText('The ten stocks').waitFor();

    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
    await page.getByText('Always "hello".').waitFor();

    expect([...hosts]).toEqual(['127.0.0.1']);
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);
});

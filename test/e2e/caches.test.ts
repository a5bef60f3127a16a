/** Two components of one page that show other pillars of a stock, over the default caches of stock clients. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openDatabase, type OpenDatabase } from '../../src/database/openDatabase.js';
import type { Card } from '../../examples/live/scoreCards.js';
import { startFilledService, type FilledService } from '../support/clients/service.js';
import { ALL, endOfLog, storedEvents } from '../support/client/subscriber.js';
import { commitEvents } from '../support/live/commitEvents.js';
import { measured } from '../support/process/services.js';
import { until } from '../support/process/greyoakProcess.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { describeInBrowser, isBrowserThere, startBrowser } from '../support/browser/inBrowser.js';

let folder: string;
let service: FilledService;
let database: OpenDatabase;
let browser: Browser;
let ticker: string;
beforeAll(async () => {
  if (!isBrowserThere) return;
  folder = await temporaryFolder();
  const bundle = [
    join('node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '-c',
    'test/e2e/live/page/vite.config.js',
  ];
  const bundled = promisify(execFile)(process.execPath, [...bundle, '--outDir', folder]);
  service = await startFilledService();
  database = await openDatabase({ url: service.databaseUrl, home: '' });
  // The stock whose score each of the commits below changes.
  ticker = (await changed())[0];
  // Chromium takes a page that the test fulfils for one of the internet, which may not open sockets to 127.0.0.1.
  browser = await startBrowser('--disable-features=LocalNetworkAccessChecks');
  await bundled;
}, 120_000);
afterEach(async () => {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
  await database?.close();
  await service?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** Changes the score of one stock. Returns its ticker and its new value. */
async function changed(): Promise<readonly [ticker: string, value: number]> {
  const before = await endOfLog(database.pool);
  await commitEvents(database, 1, 'INVESTOR');
  const [, name, , , value] = (await storedEvents(database.pool, before, ALL))[0].split(' ');
  return [name, Number(value)];
}

describeInBrowser('two cards with other pillars of one stock', () => {
  test.each([
    // A change brings all that the cards show.
    ['apollo', 0],
    // A change makes both ask again, once.
    ['urql', 2],
  ])(
    'are both kept up to date by %s, without asking again in a loop',
    async (client, askedPerChange) => {
      const origin = new URL(service.endpoint).origin;
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      let asked = 0;
      page.on('request', (request) => {
        if (request.url() === service.endpoint && request.method() === 'POST') asked++;
      });
      await page.route(`${origin}/caches.html?*`, (route) =>
        route.fulfill({ contentType: 'text/html', path: 'test/e2e/live/page/caches.html' }),
      );
      await page.route(`${origin}/caches.js`, (route) =>
        route.fulfill({ contentType: 'text/javascript', path: join(folder, 'caches.js') }),
      );
      await page.goto(`${origin}/caches.html?client=${client}&ticker=${encodeURIComponent(ticker)}`);

      const card = async (id: string): Promise<Card['stock']['score'] | null> => {
        const shown = await page.locator(`#${id}`).textContent();
        return shown ? (JSON.parse(shown) as Card['stock']['score']) : null;
      };
      const pillarsOf = async (id: string) => (await card(id))?.pillars;
      await until('both cards are whole', async () => {
        const [quality, technicals] = [await card('quality'), await card('technicals')];
        return quality?.pillars.quality !== undefined && technicals?.pillars.technicals !== undefined;
      });
      await until('it is subscribed', async () => (await measured(origin, 'live_operations')) === 1);
      expect(asked).toBe(2);
      const pillars = [await pillarsOf('quality'), await pillarsOf('technicals')];

      for (let change = 1; change <= 2; change++) {
        const [, value] = await changed();
        await until('the change is shown', async () => (await card('quality'))?.value === value);
        await until('both cards are whole', async () => (await card('technicals')) !== null);
        await until('all is asked', () => Promise.resolve(asked >= 2 + change * askedPerChange));
        // A commit changes the value and the band alone.
        expect([await pillarsOf('quality'), await pillarsOf('technicals')]).toEqual(pillars);
        expect(asked).toBe(2 + change * askedPerChange);
      }
      expect((await card('technicals'))?.band).toBeDefined();
      expect(complaints).toEqual([]);
    },
    60_000,
  );
});

/** The page of a report in a browser: on a phone, in the dark, and on paper. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { extractText } from 'unpdf';
import { ReportWriter } from '../../src/companies/reports/files/reportWriter.js';
import { describeInBrowser, startBrowser } from '../support/browser/inBrowser.js';
import { richDocument } from '../support/companies/reports/richDocument.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

describeInBrowser('the page of a report', () => {
  const report = richDocument();
  const writer = new ReportWriter();
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    [browser, folder] = await Promise.all([startBrowser(), temporaryFolder()]);
    const file = join(folder, 'report.html');
    await writeFile(file, await writer.write(report, 'HTML'));
    address = pathToFileURL(file).href;
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await writer.close();
    await remove(folder);
  });

  test('asks for nothing but itself, reports no fault, and does not scroll sideways on a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: 'dark' });
    const requests: string[] = [];
    const faults: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 24, 29)');
    expect(requests).toEqual([address]);
    expect(faults).toEqual([]);
    await page.close();
  });

  test('is printed on numbered pages of A4, each marked as synthetic and with its hash', async () => {
    const page = await browser.newPage();
    await page.goto(address);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    await page.close();
    const { text, totalPages } = await extractText(new Uint8Array(pdf));
    expect(totalPages).toBeGreaterThan(3);
    expect(totalPages).toBeLessThan(15);
    text.forEach((one, k) => {
      expect(one).toContain(`Page ${k + 1} of ${totalPages}`);
      expect(one).toContain('Synthetic market');
      expect(one).toContain(report.hash.slice(0, 16));
    });
    // The long table has its head on each of its pages.
    const holdings = text.filter((one) => one.includes('HOLDING'));
    expect(holdings.length).toBeGreaterThan(1);
    expect(holdings.filter((one) => !one.includes('Ticker'))).toEqual([]);
    expect(text.join('\n')).toContain('HOLDING59.NS');
  });
});

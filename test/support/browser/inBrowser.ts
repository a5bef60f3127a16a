import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Whether suites in a browser run: where it is installed, and where BROWSER_TESTS=required, as in .ci/run. */
export const isBrowserThere = existsSync(CHROMIUM) || process.env['BROWSER_TESTS'] === 'required';

/** Defines a suite that needs the browser. Without a browser it is left out, and its name says why. */
export function describeInBrowser(name: string, define: () => void): void {
  if (isBrowserThere) describe(name, define);
  else describe.skip(`${name} (left out: no ${CHROMIUM}; install the Debian package chromium)`, define);
}

/**
 * Starts a headless Chromium that sends nothing by itself.
 *
 * @param args in addition to those that every test needs
 */
export function startBrowser(...args: readonly string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    // The first start on a new machine reads the whole browser from disk.
    timeout: 90_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-sync',
      ...args,
    ],
  });
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import type { Mode } from '../../../src/scoring/names.js';
import { labelOf } from '../../../examples/react/src/parts/labelOf.js';

/** What a page of the example in React shows: its ranking, and the score of the stock that was picked. */
export interface Shown {
  readonly rows: readonly string[];
  readonly card: string;
}

/**
 * Bundles the example in React for the service at this URL. It is bundled for development, where strict mode mounts each
 * component twice.
 */
export async function bundleReact(service: string, folder: string): Promise<void> {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js');
  const args = ['build', 'examples/react', '--mode', 'development', '--outDir', folder];
  const env = { ...process.env, NODE_ENV: 'development', VITE_GREYOAK: service };
  await promisify(execFile)(process.execPath, [vite, ...args], { env });
}

/** Reads what a page shows. */
export async function shownBy(page: Page): Promise<Shown> {
  const lines = await page.getByRole('region').first().locator('tbody tr').allInnerTexts();
  const card = (await page.locator('.verdict strong').allInnerTexts()).join();
  // Stock, band, score, change.
  return { rows: lines.map((line) => line.split('\t').slice(0, 3).join()), card };
}

/** Returns what a page has to show by the answer of the service, where it shows the card of this stock. */
export async function answeredBy(service: string, ticker: string, mode: Mode): Promise<Shown> {
  interface Scored {
    readonly ticker: string;
    readonly name: string;
    readonly score: { readonly band: string; readonly value: number };
  }
  const query = `query ($ticker: Ticker!, $mode: Mode!) {
    stocks(mode: $mode, first: 20) { nodes { ...Scored } }
    stock(ticker: $ticker) { ...Scored }
  }
  fragment Scored on Stock { ticker name score(mode: $mode) { band value } }`;
  const response = await fetch(`${service}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query, variables: { ticker, mode } }),
  });
  const { data } = (await response.json()) as {
    readonly data: { readonly stocks: { readonly nodes: readonly Scored[] }; readonly stock: Scored };
  };
  return {
    rows: data.stocks.nodes.map(
      (stock) => `${stock.ticker} ${stock.name},${labelOf(stock.score.band)},${stock.score.value.toFixed(2)}`,
    ),
    card: data.stock.score.value.toFixed(2),
  };
}

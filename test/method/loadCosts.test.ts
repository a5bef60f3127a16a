import { describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { DEFAULT_COSTS, loadCosts, parseCosts } from '../../src/method/loadCosts.js';

const text = await readFile(DEFAULT_COSTS, 'utf8');

describe('config/costs.yaml', () => {
  test('sums to what deliveries cost as of October 2024', async () => {
    // 0.001 + 0.0000297 + 0.000001 + 0.18 × 0.0000307, and stamp duty of 0.00015 on purchases.
    expect(await loadCosts()).toEqual({ buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: 0n });
  });

  test('names a source and a date of each rate', () => {
    expect(text.match(/^ {2}source: .+$/gm)?.length).toBe(7);
    expect(text.match(/^ {2}date: '2024-10-01'$/gm)?.length).toBe(7);
  });

  test('takes GST of brokerage, too, and a fixed amount of each sale', () => {
    const dearer = text
      .replace(/(brokerage:.*\n {2}buy: )'0'/, "$1'0.0005'")
      .replace("amount: '0'", "amount: '15.93'");
    // 0.0005 × 1.18 more for purchases.
    expect(parseCosts(dearer, 'costs.yaml')).toEqual({
      buyRate: 1_776_226n,
      sellRate: 1_036_226n,
      perSale: 159_300n,
    });
  });

  test.each([
    ['a key that is misspelt', 'gst:', 'gts:', /gst: missing key, expected object|gts: unknown key/],
    ['a number without quotation marks', "rate: '0.18'", 'rate: 0.18', /gst\.rate: expected/],
    ['no number', "buy: '0.001'", "buy: 'much'", /securities_transaction_tax\.buy: expected a decimal/],
    [
      'a negative rate',
      "buy: '0.001'",
      "buy: '-0.001'",
      /securities_transaction_tax\.buy: expected a decimal/,
    ],
    ['ten decimals', "buy: '0.001'", "buy: '0.0010000001'", /at most 9 decimals, 0 or more/],
    [
      'ten decimals by GST',
      "buy: '0.0000297'",
      "buy: '0.000029701'",
      /\(buy\): expected rates of at most 9 decimals/,
    ],
    ['more than 5 %', "buy: '0.001'", "buy: '0.05'", /\(buy\): expected rates of at most 0\.05/],
    ['no source', /source: none; set that of your broker\n/, "source: ''\n", /brokerage\.source/],
  ])('is refused with %s', (_, from, to, message) => {
    expect(() => parseCosts(text.replace(from, to), 'costs.yaml')).toThrow(message);
  });

  test('is refused where it cannot be read', async () => {
    await expect(loadCosts('/nowhere/costs.yaml')).rejects.toThrow(
      'Expected a file of costs at /nowhere/costs.yaml, but it cannot be read: ',
    );
  });
});

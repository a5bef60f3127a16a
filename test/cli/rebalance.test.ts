import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

const INPUT = {
  kind: 'rebalance',
  prices: { 'A.NS': '100' },
  cash: '900',
  holdings: { 'A.NS': 1 },
  targets: { 'A.NS': '0.5' },
  bands: { 'A.NS': ['0.1', '0.1'] },
  costs: {},
  mode: 'TO_TARGET',
};

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => remove(folder));

async function fileOf(content: unknown): Promise<string> {
  const file = join(folder, `${++count}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('greyoak rebalance', () => {
  test('answers the input of a case, and an input alone, as JSON', async () => {
    for (const content of [INPUT, { name: 'case', input: INPUT }]) {
      const { code, err, out } = await run(['rebalance', await fileOf(content), '--json']);
      expect([code, err]).toEqual([0, '']);
      expect(JSON.parse(out)).toMatchObject({
        status: 'DONE',
        cashAfter: '500.00',
        quantities: { 'A.NS': 5 },
        transactions: [{ side: 'BUY', ticker: 'A.NS', quantity: 4, value: '400.00', reason: 'BELOW_BAND' }],
      });
    }
  });

  test('shows the answer as tables', async () => {
    const { out } = await run(['rebalance', await fileOf(INPUT)]);
    expect(out).toMatch(/^status +DONE$/m);
    expect(out).toMatch(
      /^transactions\nside +ticker +quantity +price +value +costs +reason\nBUY +A\.NS +4 +100\.00 /m,
    );
  });

  test('answers what is refused with REFUSED, or says it', async () => {
    const file = await fileOf({ ...INPUT, cashFloor: -1 });
    const asJson = await run(['rebalance', file, '--json']);
    expect(asJson.code).toBe(0);
    expect(JSON.parse(asJson.out)).toEqual({
      status: 'REFUSED',
      reason: 'VALIDATION',
      message: 'Expected cashFloor as a decimal with at most 4 decimals, from 0 to 1000000000000000, got -1.',
      transactions: [],
    });
    const said = await run(['rebalance', file]);
    expect([said.code, said.out]).toEqual([1, '']);
    expect(said.err).toMatch(/Expected cashFloor as a decimal/);
  });

  test.each([
    ['no JSON', 'prices', /Expected JSON in .*, got another text: /],
    ['no object', '[1]', /Expected a case as an object with its input, got \[1\]/],
    ['no kind', {}, /Expected the kind of the case as one of .*rebalance.*, got nothing/],
    ['another kind', { input: { kind: 'toString' } }, /got "toString"/],
  ])('ends with 1 where a file holds %s', async (_, content, message) => {
    const { code, err, out } = await run(['rebalance', await fileOf(content), '--json']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
  });

  test('ends with 1 where a file cannot be read, or is too large', async () => {
    expect((await run(['rebalance', join(folder, 'nowhere.json')])).err).toMatch(/ENOENT/);
    expect((await run(['rebalance', folder])).err).toMatch(/EISDIR/);
    const large = await run(['rebalance', await fileOf(' '.repeat(16 * 2 ** 20 + 1))]);
    expect([large.code, large.err]).toEqual([1, expect.stringMatching(/at most 16 MB/)]);
  });
});

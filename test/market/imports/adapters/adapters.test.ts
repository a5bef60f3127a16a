import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { DATASETS } from '../../../../src/market/datasets/datasets.js';
import { ADAPTERS } from '../../../../src/market/imports/adapters/adapters.js';
import { adapterTable } from '../../../../src/market/imports/adapters/adapterTable.js';

test('the table of files in the documentation is that of the adapters', async () => {
  expect(await readFile('docs/sources.md', 'utf8')).toContain(adapterTable(ADAPTERS));
});

test('each adapter has a name of its own, and fills columns that its datasets have', () => {
  const names = ADAPTERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, gives } of ADAPTERS) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    for (const [of, { columns, keep = [] }] of Object.entries(gives)) {
      const dataset = DATASETS.find((one) => one.name === of);
      const known = [...(dataset?.required ?? []), ...(dataset?.optional ?? [])] as readonly string[];
      expect([name, of, columns.filter((column) => !known.includes(column))]).toEqual([name, of, []]);
      const missing = (dataset?.required ?? []).filter((column) => !columns.includes(column));
      expect([name, of, missing]).toEqual([name, of, []]);
      expect(keep.filter((column) => !columns.includes(column))).toEqual([]);
    }
  }
});

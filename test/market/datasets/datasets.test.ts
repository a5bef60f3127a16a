import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { DATASETS, IMPORT_ORDER } from '../../../src/market/datasets/datasets.js';
import { importTable } from '../../../src/market/datasets/importTable.js';
import type { Dataset, FactDataset } from '../../../src/market/datasets/dataset.js';
import { BARE_CONTEXT } from '../../../src/market/imports/columns.js';
import { readFacts } from '../../../src/market/imports/readFile.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { fileOf, removeFolders, writeFolder } from '../../support/market/folder.js';
import { rowOf } from '../../support/market/rows.js';

afterEach(removeFolders);

/** No score depends on these. */
const NO_SCORES: ReadonlySet<string> = new Set(['filings', 'intelligence']);

const all: readonly Dataset[] = DATASETS;
const ofFacts = DATASETS.filter((dataset) => dataset.kind === 'FACTS');

test('no two datasets share a name or a table', () => {
  expect(new Set(DATASETS.map(({ name }) => name)).size).toBe(DATASETS.length);
  expect(new Set(DATASETS.map(({ table }) => table.name)).size).toBe(DATASETS.length);
});

test('an import reads first what the rows of other files are checked against', () => {
  expect(IMPORT_ORDER.map(({ name }) => name)).toEqual([
    'holidays',
    'companies',
    'symbols',
    'actions',
    'prices',
    'indices',
    'fundamentals',
    'statements',
    'shareholding',
    'events',
    'classifications',
    'filings',
    'intelligence',
    'withdrawals',
  ]);
});

describe.each(all)('$name', ({ required, optional, key, notes = {} }) => {
  test('has its key, and its remarks, among its columns', () => {
    const columns = [...required, ...optional];
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns).toEqual(expect.arrayContaining([...key, ...Object.keys(notes)]));
  });
});

describe.each(ofFacts)('a fact of $name', (dataset) => {
  /** The ids of the one stock that the rows are of. */
  const ids = { idOf: () => 7, tickerOf: () => 'SBIN.NS' as Ticker };
  const readOne = async <Fact>(one: FactDataset<string, Fact>): Promise<Fact> => {
    const folder = await writeFolder(fileOf(dataset.name, rowOf(dataset.name)));
    const { facts } = await readFacts(join(folder, one.file), one, BARE_CONTEXT);
    return facts[0];
  };

  test('is the same once it was laid out in a row', async () => {
    const { table, ...one } = dataset as FactDataset;
    const fact = await readOne({ table, ...one });
    const cells = table.cells(fact, ids);
    expect(cells).toHaveLength(table.columns.length);
    expect(table.fact(cells, ids)).toEqual(fact);
    table.columns.forEach(([, type], k) => {
      const expected = type === 'text' ? 'string' : type === 'bool' ? 'boolean' : 'number';
      expect(typeof cells[k]).toBe(expected);
    });
  });

  test('touches scores from a day on, if scores depend on it', async () => {
    const one = dataset as FactDataset;
    const touches = one.touches(await readOne(one));
    if (NO_SCORES.has(one.name)) expect(touches).toBe(Infinity);
    else expect(touches).toBeLessThan(Infinity);
  });
});

test('docs/import.md has the table of files as `npm run generate` writes it', async () => {
  expect(await readFile('docs/import.md', 'utf8')).toContain(importTable(DATASETS));
});

import { describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { FolderUse } from '../../../../src/market/imports/folderUse.js';
import { DEFAULT_LIMITS } from '../../../../src/market/imports/importLimits.js';
import { unpackedFiles } from '../../../../src/market/imports/sources/sourceFiles.js';
import { UserError } from '../../../../src/userError.js';
import { adapted, type Adapted } from '../../../support/market/adapted.js';
import { zipFile } from '../../../support/market/zipFile.js';

/** What an adapter is tried with. */
export interface AdapterExample {
  /** The name of the adapter that must recognise it. */
  readonly adapter: string;
  /** A small file of the layout, written for the test: two or more rows that are taken. */
  readonly file: string | Buffer;
  /** Rows that must come of it, by dataset. */
  readonly gives: Readonly<Record<string, number>>;
  /** Whether it is a table of text, whose fields and encoding can be changed; by default where the file is a text. */
  readonly isTable?: boolean;
  /** The context of the adapter, where the layout needs one. */
  readonly context?: Parameters<typeof adapted>[1] extends { readonly context?: infer Context } | undefined
    ? Context
    : never;
  /** The name of the file, where the layout has no day in its rows. */
  readonly name?: string;
}

/** Values that no column of numbers or dates holds, and texts that have broken readers before. */
const HOSTILE = [
  'x',
  '',
  '1e5',
  '1,234',
  '-',
  'NaN',
  '∞',
  "' OR 1=1",
  '__proto__',
  'x'.repeat(5000),
  '\u202e',
];

/** Tries an adapter with everything that a file may be when it is not what it should be. */
export function describeAdapter({
  adapter,
  file,
  gives,
  isTable = typeof file === 'string' && !/^[[{<]/.test(file.trimStart()),
  context,
  name = 'file',
}: AdapterExample): void {
  const bytes = Buffer.from(file);
  const options = { name, ...(context !== undefined && { context }) };
  const read = (changed: Buffer | string): Promise<Adapted> => adapted(changed, options);
  const whole = read(bytes);
  // A rejection is that of the first test.
  whole.catch(() => undefined);
  const rowsOf = ({ rows }: Adapted) =>
    new Set(Object.entries(rows).flatMap(([of, own]) => own.map((row) => `${of} ${JSON.stringify(row)}`)));

  /** Reads what is left of a file: an error must be one that says what to do. */
  async function tried(changed: Buffer | string): Promise<Adapted | null> {
    try {
      return await read(changed);
    } catch (error) {
      if (error instanceof UserError) return null;
      if (error instanceof Error && error.message.startsWith('Expected one adapter')) return null;
      throw error;
    }
  }

  describe(`the adapter ${adapter}`, () => {
    test('recognises the file by what it holds, and takes its rows', async () => {
      const found = await whole;
      expect(found.adapter).toBe(adapter);
      const counts = Object.entries(found.rows).map(([dataset, rows]) => [dataset, rows.length]);
      expect(Object.fromEntries(counts)).toEqual(gives);
      expect(await read(bytes)).toEqual(found);
    });

    test('reads it gzipped, zipped, in a folder of a zip file, and in a zip file of zip files', async () => {
      const zipped = zipFile([{ name: 'folder/inner.bin', bytes }]);
      for (const packed of [gzipSync(bytes), zipped, zipFile([{ name: 'm.zip', bytes: zipped }])]) {
        const walk = { limits: DEFAULT_LIMITS, used: new FolderUse() };
        const files = [];
        for await (const one of unpackedFiles('heap', packed, () => Promise.resolve(packed), walk))
          files.push(one);
        expect(files).toHaveLength(1);
        const [inner] = files;
        if ('error' in inner) throw inner.error;
        expect(inner.bytes.equals(bytes)).toBe(true);
        expect((await inner.again()).equals(bytes)).toBe(true);
      }
    });

    test('gives no row that the file does not hold where the file is cut off', async () => {
      const known = rowsOf(await whole);
      const text = bytes.toString('latin1');
      for (let part = 1; part < 24; part++) {
        const end = Math.floor((bytes.length * part) / 24);
        const lastEnd = text.lastIndexOf('\n', end - 1);
        const left = await tried(bytes.subarray(0, end));
        if (left === null) continue;
        const others = [...rowsOf(left)].filter((row) => !known.has(row));
        // A cut within the last field of a line cannot be told from a short field, in the row of each dataset.
        const datasets = Object.keys(left.rows).length;
        expect(others.length).toBeLessThanOrEqual(isTable && lastEnd < end - 1 ? datasets : 0);
      }
    });

    test('gives no other rows where each one stands twice', async () => {
      if (!isTable) return;
      const [header, ...rest] = bytes.toString().split('\n');
      const once = await whole;
      const twice = await tried([header, ...rest.filter((line) => line !== ''), ...rest].join('\n'));
      if (twice !== null) expect(rowsOf(twice)).toEqual(rowsOf(once));
    });

    if (isTable) {
      test.each(['utf8 with BOM', 'utf16le', 'CRLF', 'CR'])('reads it as %s', async (encoding) => {
        const text = bytes.toString();
        const changed =
          encoding === 'CRLF' || encoding === 'CR'
            ? text.replaceAll('\n', encoding === 'CR' ? '\r' : '\r\n')
            : Buffer.from(`\ufeff${text}`, encoding === 'utf16le' ? 'utf16le' : 'utf8');
        expect(await read(changed)).toEqual(await whole);
      });
    }

    test('never fails with another error than one that says what to do, whatever a value is', async () => {
      await whole;
      const text = bytes.toString();
      if (Buffer.from(text).length !== bytes.length || text.includes('\0')) return;
      const values = [...text.matchAll(/[^,"\n<>{}[\]:]{2,}/g)].slice(0, 60);
      for (const [place, match] of values.entries()) {
        const value = HOSTILE[place % HOSTILE.length];
        await tried(text.slice(0, match.index) + value + text.slice(match.index + match[0].length));
      }
      expect(values.length).toBeGreaterThan(5);
    });
  });
}

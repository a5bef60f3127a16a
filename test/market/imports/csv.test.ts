import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { readCsv } from '../../../src/market/imports/csv.js';
import { UserError } from '../../../src/userError.js';
import { refusalOf, removeFolders, writeFolder } from '../../support/market/folder.js';

type Record = readonly [line: number, ...fields: string[]];

/** Each record, after the line on which it begins. */
async function recordsOf(content: string | Uint8Array, name = 'x.csv'): Promise<Record[]> {
  const folder = await writeFolder({ [name]: content });
  const records: Record[] = [];
  await readCsv(join(folder, name), (fields, line) => records.push([line, ...fields]));
  return records;
}

async function refusalOfText(content: string | Uint8Array): Promise<string> {
  const folder = await writeFolder({ 'x.csv': content });
  return refusalOf(
    readCsv(join(folder, 'x.csv'), () => undefined),
    folder,
  );
}

const malformed = (line: number) =>
  `UserError: FOLDER/x.csv, line ${line}: a quoted field is not closed, or goes on after its closing quote. ` +
  'Expected RFC 4180: a field with a comma, quote or line end in double quotes, a quote inside it doubled.';

afterEach(removeFolders);

describe('records', () => {
  test('are passed on with the line on which they begin', async () => {
    expect(await recordsOf('a,b\n1,2\n3,4\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
    ]);
  });

  test('need no line end after the last one, in a gzip neither', async () => {
    const expected = [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ];
    expect(await recordsOf('a,b\n1,2')).toEqual(expected);
    expect(await recordsOf(gzipSync('a,b\n1,2'), 'x.csv.gz')).toEqual(expected);
  });

  test('may end in CR LF; quoted or not, it is a line end', async () => {
    expect(await recordsOf('a,b\r\n"1\r\n1",2\r\n3,4')).toEqual([
      [1, 'a', 'b'],
      [2, '1\n1', '2'],
      [4, '3', '4'],
    ]);
  });

  test('blank lines are passed over, and counted', async () => {
    expect(await recordsOf('\n\na,b\n\n1,2\r\n\r\n3,4\n\n')).toEqual([
      [3, 'a', 'b'],
      [5, '1', '2'],
      [7, '3', '4'],
    ]);
  });

  test('a blank is no blank line, and a missing field is not filled', async () => {
    expect(await recordsOf('a,b\n \n1\n,\n')).toEqual([
      [1, 'a', 'b'],
      [2, ' '],
      [3, '1'],
      [4, '', ''],
    ]);
  });

  test('quoted fields hold commas, quotes and line ends; the lines after them are counted right', async () => {
    expect(await recordsOf('name,x\n"Larsen, Toubro",1\n"the ""big"" one\n\nof two",2\nC,3\n')).toEqual([
      [1, 'name', 'x'],
      [2, 'Larsen, Toubro', '1'],
      [3, 'the "big" one\n\nof two', '2'],
      [6, 'C', '3'],
    ]);
  });

  test('a field that begins with # is data', async () => {
    expect(await recordsOf('#a,b\n#1,2\n')).toEqual([
      [1, '#a', 'b'],
      [2, '#1', '2'],
    ]);
  });

  test('no other delimiter is guessed', async () => {
    expect(await recordsOf('a;b\n1\t2\n')).toEqual([
      [1, 'a;b'],
      [2, '1\t2'],
    ]);
  });

  test('whatever the fields, what is written comes back', async () => {
    const field = fc.string({ unit: fc.constantFrom(...'ab ,"\n;#é€𝄞'), maxLength: 6 });
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, newline) => {
        const records = await recordsOf(Papa.unparse(rows, { newline, quotes: true }));
        expect(records.map(([, ...fields]) => fields)).toEqual(rows);
      }),
      { numRuns: 50 },
    );
  });
});

describe('a file is refused whole', () => {
  test('for a quote that is not closed, naming the line on which the record begins', async () => {
    expect(await refusalOfText('a,b\n1,2\n"x,2\n3,4\n')).toBe(malformed(3));
    expect(await refusalOfText('a,b\n"1\n1",2\n5,"x')).toBe(malformed(4));
  });

  test('for text after a closing quote', async () => {
    expect(await refusalOfText('a,b\n1,2\n"x"y,2\n3,4\n')).toBe(malformed(3));
    expect(await refusalOfText('a,b\n"x"y,2\n"z",4\n')).toBe(malformed(2));
  });

  test('for either of them in the middle of a large file too', async () => {
    const rest = '3,4\n'.repeat(1_000_000);
    expect(await refusalOfText(`a,b\n1,2\n"x,2\n${rest}`)).toBe(malformed(3));
    expect(await refusalOfText(`a,b\n1,2\n"x"y,2\n${rest}`)).toBe(malformed(3));
  });

  test('where it is not there, or a folder', async () => {
    const folder = await writeFolder({});
    const read = (path: string) =>
      refusalOf(
        readCsv(path, () => undefined),
        folder,
      );
    expect(await read(join(folder, 'x.csv'))).toBe(
      'UserError: FOLDER/x.csv cannot be read: it does not exist, or a folder of its path does not (ENOENT): check the path.',
    );
    expect(await read(folder)).toBe(
      'UserError: FOLDER is a folder: expected a regular file. Put the file itself into the folder; nothing was read of it.',
    );
  });
});

describe('what a record’s reader throws comes out as it is', () => {
  const thrown = new UserError('x.csv: column "foo" is unknown.');
  const failing = (at: number) => (_: readonly string[], line: number) => {
    if (line === at) throw thrown;
  };

  test.each([
    ['on the last record', 'a,b', 1],
    ['on the header of a small file', 'a,b\n1,2\n', 1],
    ['on a later line', 'a,b\n1,2\n3,4\n', 3],
    ['on the header of a large file', `a,b\n${'1,2\n'.repeat(1_000_000)}`, 1],
  ])('%s', async (_, content, at) => {
    const folder = await writeFolder({ 'x.csv': content, 'x.csv.gz': gzipSync(content) });
    for (const name of ['x.csv', 'x.csv.gz']) {
      await expect(readCsv(join(folder, name), failing(at))).rejects.toBe(thrown);
    }
  });
});

test('progress counts the bytes of the file, as they lie on disk', async () => {
  const plain = 'a,b\n'.repeat(200_000);
  const files = { 'x.csv': plain, 'x.csv.gz': gzipSync(plain) };
  const folder = await writeFolder(files);
  for (const [name, { length }] of Object.entries(files)) {
    let read = 0;
    await readCsv(
      join(folder, name),
      () => undefined,
      (bytes) => (read += bytes),
    );
    expect(read).toBe(length);
  }
});

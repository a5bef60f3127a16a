/** What is written is read back as it was, by other libraries than those that wrote it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import papa from 'papaparse';
import type { ExportFormat } from '../../src/exports/exportFormats.js';
import type { ColumnType, Row } from '../../src/exports/exportTable.js';
import { FORMATS } from '../../src/exports/formats/formats.js';

const BYTE_ORDER_MARK = '\uFEFF';

/** Writes rows in batches of two. */
async function written(format: ExportFormat, types: readonly ColumnType[], rows: readonly Row[]) {
  async function* batches() {
    yield [];
    for (let k = 0; k < rows.length; k += 2) yield rows.slice(k, k + 2);
  }
  const columns = types.map((type, k) => ({ name: `c${k}`, type }));
  const pieces: Uint8Array[] = [];
  let count = 0;
  const encoded = FORMATS[format].encode({ columns, batches: batches() }, (more) => (count += more));
  for await (const piece of encoded) pieces.push(piece);
  expect(count).toBe(rows.length);
  return Buffer.concat(pieces);
}

function cellsOfCsv(bytes: Buffer): string[][] {
  const { data } = papa.parse<string[]>(bytes.toString('utf8').replace(BYTE_ORDER_MARK, ''));
  return data.slice(1, -1);
}

const objectsOfJson = (bytes: Buffer): Record<string, unknown>[] =>
  bytes
    .toString('utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

function objectsOfParquet(bytes: Buffer): Promise<Record<string, unknown>[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return parquetReadObjects({ file });
}

const SPECIAL = [-0, 0, 1e21, -1e21, 5e-324, 0.1 + 0.2, 1.7976931348623157e308, 2 ** 53 + 2, 1e-7];

const numbers = fc.array(
  fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(...SPECIAL),
    fc.constant(null),
  ),
  { minLength: 1, maxLength: 40 },
);

describe('numbers are read back as the same doubles', () => {
  const inNumbers = (read: (values: readonly (number | null)[]) => Promise<unknown[]>) =>
    fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        const given = [...SPECIAL, ...values];
        expect(await read(given)).toEqual(given);
      }),
      { numRuns: 100 },
    );
  const rowsOf = (values: readonly (number | null)[]) => values.map((value) => [value]);

  test('from CSV', () =>
    inNumbers(async (values) => {
      const text = (await written('CSV', ['number'], rowsOf(values))).toString('utf8');
      return text
        .split('\r\n')
        .slice(1, -1)
        .map((cell) => (cell === '' ? null : Number(cell)));
    }));

  test('from JSON', () =>
    inNumbers(async (values) =>
      objectsOfJson(await written('JSON', ['number'], rowsOf(values))).map(({ c0 = null }) => c0),
    ));

  test('from Parquet', () =>
    inNumbers(async (values) =>
      (await objectsOfParquet(await written('PARQUET', ['number'], rowsOf(values)))).map(
        ({ c0 }) => c0 ?? null,
      ),
    ));
});

describe('texts are read back as they were', () => {
  const TEXTS = [
    'M&M.NS',
    'टाटा "मोटर्स", Ltd',
    'two\nlines',
    'two\r\nlines',
    ' blanks ',
    "o'clock",
    'NaN',
    'null',
  ];
  const texts = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { maxLength: 10 });
  const inTexts = (read: (rows: readonly Row[]) => Promise<unknown[]>) =>
    fc.assert(
      fc.asyncProperty(texts, async (some) => {
        const given = [...TEXTS, ...some];
        expect(await read(given.map((text) => [text]))).toEqual(given);
      }),
      { numRuns: 50 },
    );

  test('from JSON', () =>
    inTexts(async (rows) => objectsOfJson(await written('JSON', ['text'], rows)).map(({ c0 }) => c0)));

  test('from Parquet', () =>
    inTexts(async (rows) =>
      (await objectsOfParquet(await written('PARQUET', ['text'], rows))).map(({ c0 }) => c0),
    ));

  test('from CSV, after the apostrophe of possible formulas is taken off', () =>
    inTexts(async (rows) =>
      cellsOfCsv(
        await written(
          'CSV',
          ['text', 'integer'],
          rows.map((row) => [...row, 1]),
        ),
      ).map(([text]) => (POSSIBLE_FORMULA.test(text) ? text.slice(1) : text)),
    ));
});

/** As docs/exports.md has it. */
const POSSIBLE_FORMULA = /^'*[\s\p{C}\p{Z}]*[=+\-@\u2212\uFF1D\uFF0B\uFF0D\uFF20]|^'*[\t\r\n]/u;

describe('CSV for spreadsheets', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\r=1',
    '\n=1',
    '  =1',
    '\u00A0=1',
    '\u200B=1',
    '\uFEFF=1',
    '＝1',
    '＋1',
    '－1',
    '−1',
    '＠x',
    "'=1",
    '-0',
    '=HYPERLINK("http://example.com","x")',
  ])('has no formula for the text %j', async (text) => {
    const [[cell]] = cellsOfCsv(await written('CSV', ['text', 'number'], [[text, 1]]));
    expect(cell).toBe(`'${text}`);
  });

  test('leaves other texts and negative numbers as they are', async () => {
    const row = ['M&M.NS', -1.5, -0, -7, 'a=b', 'x - y'];
    const types = ['text', 'number', 'number', 'integer', 'text', 'text'] as const;
    const [cells] = cellsOfCsv(await written('CSV', types, [row]));
    expect(cells).toEqual(['M&M.NS', '-1.5', '-0', '-7', 'a=b', 'x - y']);
  });

  test('begins with a byte order mark, ends lines with CRLF, and quotes by RFC 4180', async () => {
    const bytes = await written(
      'CSV',
      ['text', 'date', 'instant'],
      [
        ['a "b", c', 20_004, 1_728_345_600_123],
        [null, null, null],
      ],
    );
    expect(bytes.toString('utf8')).toBe(
      `${BYTE_ORDER_MARK}c0,c1,c2\r\n"a ""b"", c",2024-10-08,2024-10-08T00:00:00.123Z\r\n,,\r\n`,
    );
  });
});

test('JSON is a line for each row, without the fields that are null', async () => {
  const types = ['text', 'date', 'instant', 'number', 'integer'] as const;
  const bytes = await written('JSON', types, [
    ['टाटा', 20_004, 1_728_345_600_123, -0.5, 9_007_199_254_740_991],
    [null, null, null, null, null],
    [null, null, null, -0, 1],
  ]);
  expect(bytes.toString('utf8')).toBe(
    '{"c0":"टाटा","c1":"2024-10-08","c2":"2024-10-08T00:00:00.123Z","c3":-0.5,"c4":9007199254740991}\n' +
      '{}\n{"c3":-0,"c4":1}\n',
  );
});

test('Parquet has dates, instants and whole numbers as such, also over several row groups', async () => {
  const count = 9_001;
  const rows = Array.from({ length: count }, (_, k): Row => [k % 3 === 0 ? null : 20_004 + k, k * 1000, k]);
  const objects = await objectsOfParquet(await written('PARQUET', ['date', 'instant', 'integer'], rows));
  expect(objects).toHaveLength(count);
  expect(objects[1]).toEqual({ c0: new Date('2024-10-09'), c1: new Date(1000), c2: 1n });
  expect(objects[9_000]).toEqual({ c0: null, c1: new Date(9_000_000), c2: 9_000n });
});

test.each(['CSV', 'JSON', 'PARQUET'] as const)('%s of no rows is complete', async (format) => {
  const bytes = await written(format, ['text', 'number'], []);
  if (format === 'PARQUET') expect(await objectsOfParquet(bytes)).toEqual([]);
  else expect(bytes.toString('utf8')).toBe(format === 'CSV' ? `${BYTE_ORDER_MARK}c0,c1\r\n` : '');
});

import { randomBytes } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import { readCsv } from '../../../src/market/imports/csv.js';
import { refusalOf, removeFolders, writeFolder } from '../../support/market/folder.js';

const MEBIBYTE = 1 << 20;
/** The number of bytes that are read at once. Nothing may depend on where they are cut. */
const CHUNK = 1 << 18;

async function recordsOf(content: string | Uint8Array, name = 'x.csv'): Promise<string[][]> {
  const folder = await writeFolder({ [name]: content });
  const records: string[][] = [];
  await readCsv(join(folder, name), (fields) => records.push(fields));
  return records;
}

async function refusalOfBytes(content: string | Uint8Array, name = 'x.csv'): Promise<string> {
  const folder = await writeFolder({ [name]: content });
  return refusalOf(
    readCsv(join(folder, name), () => undefined),
    folder,
  );
}

const notUtf8 = (name: string) =>
  `UserError: FOLDER/${name} is not UTF-8 (UTF-16, or another encoding): expected UTF-8 text. ` +
  `Convert it, for example: iconv -f UTF-16 -t UTF-8 FOLDER/${name} > converted.csv`;
const notGzip = (why: string) =>
  `UserError: FOLDER/x.csv.gz is no whole gzip file (${why}): it was cut off or damaged. ` +
  'Fetch it again; nothing of it was taken.';
const tooLong = (name: string) =>
  `UserError: FOLDER/${name} has a line longer than 1048576 bytes: expected a CSV file with one row a line. ` +
  'Check that this is the right file and that its lines end in LF or CR LF.';

afterEach(removeFolders);

describe('UTF-8', () => {
  const expected = [
    ['ticker', 'name'],
    ['A', 'रिलायंस'],
  ];
  const text = 'ticker,name\nA,रिलायंस\n';

  test('a BOM is ignored, once and at the beginning', async () => {
    expect(await recordsOf(`\uFEFF${text}`)).toEqual(expected);
    expect(await recordsOf(gzipSync(`\uFEFF${text}`), 'x.csv.gz')).toEqual(expected);
    expect(await recordsOf('\uFEFF"ticker",name\n')).toEqual([['ticker', 'name']]);
    expect(await recordsOf('\uFEFFa\n\uFEFFb\n')).toEqual([['a'], ['\uFEFFb']]);
    expect(await recordsOf('\uFEFF')).toEqual([]);
  });

  test('a character may lie across the bytes that are read at once', async () => {
    // € is three bytes and 𝄞 four: the boundary falls on each of them in turn.
    for (const character of ['€', '𝄞']) {
      for (let before = 1; before <= 4; before++) {
        const padding = 'a'.repeat(CHUNK - before);
        expect(await recordsOf(`${padding}${character},b\nc,d\n`)).toEqual([
          [`${padding}${character}`, 'b'],
          ['c', 'd'],
        ]);
      }
    }
  });

  test('so may a CR LF, a quote and its double, and the end of a quoted line', async () => {
    for (let before = 0; before <= 3; before++) {
      const padding = 'a'.repeat(CHUNK - 6 - before);
      const records = await recordsOf(`"x\n${padding}""\r\ny",b\r\nc,d\r\n`);
      expect(records).toEqual([
        [`x\n${padding}"\ny`, 'b'],
        ['c', 'd'],
      ]);
    }
  });

  test.each([
    ['UTF-16 with a BOM', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(text, 'utf16le')],
    ['UTF-16 of the other byte order, with a BOM', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 of the other byte order, without', Buffer.from(text, 'utf16le').swap16()],
    ['UTF-16 without a line end, however long', Buffer.from('a'.repeat(MEBIBYTE), 'utf16le')],
    ['Latin-1', Buffer.from('ticker,name\nA,Nestl\xE9\n', 'latin1')],
    ['a cut-off character', Buffer.from('ticker,name\nA,€').subarray(0, -1)],
    ['an overlong character', Buffer.from([0x61, 0x0a, 0xc0, 0x80, 0x0a])],
    ['half a surrogate pair', Buffer.from([0x61, 0x0a, 0xed, 0xa0, 0x80, 0x0a])],
    ['a NUL', 'ticker,name\nA,\0\n'],
    ['a zip file, such as an .xlsx', Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(4096)])],
  ])('%s is refused', async (_, content) => {
    expect(await refusalOfBytes(content)).toBe(notUtf8('x.csv'));
    expect(await refusalOfBytes(gzipSync(content), 'x.csv.gz')).toBe(notUtf8('x.csv.gz'));
  });

  test('bytes that are none are found far into a file too', async () => {
    const rows = Buffer.from('A,B\n'.repeat(500_000));
    expect(await refusalOfBytes(Buffer.concat([rows, Buffer.from([0xff, 0x0a]), rows]))).toBe(
      notUtf8('x.csv'),
    );
  });
});

describe('gzip', () => {
  const rows = 'a,b\n'.repeat(50_000);

  test('is read as what it holds, in several members too', async () => {
    expect(await recordsOf(gzipSync(rows), 'x.csv.gz')).toHaveLength(50_000);
    const members = Buffer.concat([gzipSync('a,b\nc,'), gzipSync('d\n')]);
    expect(await recordsOf(members, 'x.csv.gz')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test.each([1, 8, 12, 40])(
    'cut off by %d bytes it is refused, though its rows may all be there',
    async (by) => {
      expect(await refusalOfBytes(gzipSync(rows).subarray(0, -by), 'x.csv.gz')).toBe(
        notGzip('unexpected end of file'),
      );
    },
  );

  test('of no bytes is refused', async () => {
    expect(await refusalOfBytes('', 'x.csv.gz')).toBe(notGzip('unexpected end of file'));
  });

  test('what is no gzip is refused', async () => {
    expect(await refusalOfBytes(rows, 'x.csv.gz')).toBe(
      'UserError: FOLDER/x.csv.gz is no gzip file: expected one by its name. If it is plain CSV, drop the .gz.',
    );
  });

  const followed =
    'UserError: FOLDER/x.csv.gz goes on after the end of its gzip: expected nothing there, or another member. ' +
    'Fetch it again, or cut off what follows; nothing of it was taken.';
  /** A member that is as long as what is read at once. */
  const wholeChunks = () => {
    const text = 'a,b\n'.repeat((CHUNK - 200) / 4);
    const stored = gzipSync(text, { level: 0 });
    // The header may hold a name of any length, which flag 8 tells.
    const name = CHUNK - stored.length;
    const header = Buffer.concat([stored.subarray(0, 10), Buffer.from(`${'n'.repeat(name - 1)}\0`)]);
    header[3] = 8;
    return Buffer.concat([header, stored.subarray(10)]);
  };

  test.each([
    ['text', Buffer.from('c,d\n')],
    ['zero bytes', Buffer.alloc(100)],
    ['zero bytes, then another member', Buffer.concat([Buffer.alloc(100), gzipSync('c,d\n')])],
  ])('followed by %s is refused, wherever the member ends', async (_, rest) => {
    for (const member of [gzipSync(rows), wholeChunks()]) {
      expect(await refusalOfBytes(Buffer.concat([member, rest]), 'x.csv.gz')).toBe(followed);
    }
  });

  test('is read on where a member ends with what is read at once', async () => {
    const member = wholeChunks();
    expect(member).toHaveLength(CHUNK);
    const records = await recordsOf(Buffer.concat([member, gzipSync('c,d\n')]), 'x.csv.gz');
    expect(records.at(-1)).toEqual(['c', 'd']);
  });

  test('in gzip is refused, and so is gzip by another name', async () => {
    expect(await refusalOfBytes(gzipSync(gzipSync(rows)), 'x.csv.gz')).toBe(
      'UserError: FOLDER/x.csv.gz holds a gzip file: expected CSV text in it. Unpack it once.',
    );
    expect(await refusalOfBytes(gzipSync(rows))).toBe(
      'UserError: FOLDER/x.csv is a gzip file: expected CSV text by its name. Name it FOLDER/x.csv.gz.',
    );
  });

  test('what is damaged is refused: its checksum tells', async () => {
    const damaged = gzipSync(rows);
    damaged[damaged.length - 6] ^= 1;
    expect(await refusalOfBytes(damaged, 'x.csv.gz')).toBe(notGzip('incorrect data check'));
  });
});

describe('a line that never ends', () => {
  test('is refused above a mebibyte', async () => {
    expect(await refusalOfBytes(`a,b\n${'x'.repeat(2 * MEBIBYTE)}`)).toBe(tooLong('x.csv'));
    expect(await recordsOf(`a,b\n${'x'.repeat(MEBIBYTE - 1)}`)).toHaveLength(2);
  });

  test('old Macintosh line ends are none, and the message says which are', async () => {
    expect(await refusalOfBytes('a,b\r'.repeat(MEBIBYTE))).toBe(tooLong('x.csv'));
  });

  /** A gzip of 2 GiB: 64 MiB, as often as it takes, since gzip members follow one another. */
  async function writeTwoGibibytes(path: string, begin: string, line: string): Promise<void> {
    const file = await open(path, 'w');
    const member = gzipSync(line.repeat((64 * MEBIBYTE) / line.length));
    await file.write(gzipSync(begin));
    for (let written = 0; written < 2048; written += 64) await file.write(member);
    await file.close();
  }

  test.each([
    ['of 2 GiB', '', 'a', tooLong('x.csv.gz')],
    ['of 2 GiB after a good header', 'a,b\n', 'a', tooLong('x.csv.gz')],
    [
      'in a quote that spans 2 GiB',
      'a,b\n1,"',
      'abcdefg\n',
      'UserError: FOLDER/x.csv.gz, line 2: a quoted field is not closed, or goes on after its closing quote. ' +
        'Expected RFC 4180: a field with a comma, quote or line end in double quotes, a quote inside it doubled.',
    ],
  ])(
    '%s is refused at once, in flat memory',
    async (_, begin, line, expected) => {
      const folder = await writeFolder({});
      const path = join(folder, 'x.csv.gz');
      await writeTwoGibibytes(path, begin, line);
      const { size } = await stat(path);
      expect(size).toBeLessThan(16 * MEBIBYTE);

      let read = 0;
      let peak = 0;
      const start = process.memoryUsage.rss();
      const sample = () => (peak = Math.max(peak, process.memoryUsage.rss()));
      const timer = setInterval(sample, 2);
      const began = performance.now();
      const refusal = await refusalOf(
        readCsv(
          path,
          () => undefined,
          (bytes) => {
            read += bytes;
            sample();
          },
        ),
        folder,
      );
      const took = performance.now() - began;
      clearInterval(timer);
      sample();
      expect(refusal).toBe(expected);
      // The bytes read are the proof; the time leaves room for a busy machine.
      expect(took).toBeLessThan(5000);
      expect(read).toBeLessThanOrEqual(2 * CHUNK);
      expect(peak - start).toBeLessThan(128 * MEBIBYTE);
    },
    120_000,
  );
});

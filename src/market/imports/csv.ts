import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import { UserError } from '../../userError.js';

/** Longer than any row of the format. The limit stops a file without line ends before it fills the memory. */
const MAX_LINE_BYTES = 1 << 20;
const CHUNK_BYTES = 1 << 18;
const NEWLINE = 10;

/** Called with each record of a CSV file, the header first, and the line at which it begins, from 1. */
export type OnRecord = (fields: string[], line: number) => void;

/**
 * Reads a CSV file as a stream (RFC 4180, UTF-8 with or without a BOM; gzipped where its name ends in .gz). Blank lines
 * are skipped.
 *
 * @param onBytes called with how many bytes of the file were read, for progress
 * @throws UserError where the file is not such a file; the message names the line where it is known
 */
export async function readCsv(
  path: string,
  onRecord: OnRecord,
  onBytes?: (bytes: number) => void,
): Promise<void> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  if (onBytes !== undefined) file.on('data', (chunk) => onBytes(chunk.length));
  const text = new Utf8Text(path);
  // Because an error in the last stage closes the others, which the pipeline may report first, its cause is kept.
  let cause: unknown;
  const records = (chunks: AsyncIterable<string>) =>
    parse(path, chunks, onRecord).catch((error: unknown) => {
      cause = error;
      throw error;
    });
  try {
    if (path.endsWith('.gz')) await pipeline(file, createGunzip({ chunkSize: CHUNK_BYTES }), text, records);
    else await pipeline(file, text, records);
  } catch (error) {
    throw explained(path, (cause ?? error) as NodeJS.ErrnoException);
  }
}

async function parse(path: string, chunks: AsyncIterable<string>, onRecord: OnRecord): Promise<void> {
  let line = 1;
  let rest = '';
  const feed = (text: string, isLast: boolean) => {
    // Papa's low-level parser returns where the last complete record ended.
    const parser = new Papa.Parser({ delimiter: ',', newline: '\n' });
    const { data, errors, meta } = parser.parse(text, 0, !isLast) as Papa.ParseResult<string[]>;
    const broken = errors[0]?.row ?? Infinity;
    const hasQuotes = text.includes('"');
    data.forEach((fields, row) => {
      if (row === broken) throw malformedQuotes(path, line);
      if (fields.length > 1 || fields[0] !== '') onRecord(fields, line);
      line += 1;
      if (hasQuotes) for (const field of fields) line += field.split('\n').length - 1;
    });
    const left = text.slice(meta.cursor);
    if (left.length > MAX_LINE_BYTES) throw malformedQuotes(path, line);
    return left;
  };
  for await (const chunk of chunks) rest = feed(rest + chunk, false);
  if (rest !== '') feed(rest, true);
}

/**
 * Turns bytes into text: refuses what is not UTF-8, drops the BOM, turns CR LF into LF, and passes on whole lines of at
 * most MAX_LINE_BYTES.
 */
class Utf8Text extends Transform {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isFirst = true;
  readonly #path: string;

  constructor(path: string) {
    super({ readableObjectMode: true });
    this.#path = path;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      this.#hold(chunk);
      done(this.#tooLong());
      return;
    }
    const lines = Buffer.concat([...this.#held, chunk.subarray(0, end)]);
    this.#held = [];
    this.#heldBytes = 0;
    if (end < chunk.length) this.#hold(chunk.subarray(end));
    this.#emit(lines, done);
  }

  override _flush(done: TransformCallback): void {
    if (this.#heldBytes > 0) this.#emit(Buffer.concat(this.#held), done);
    else done();
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
  }

  #tooLong(): UserError | null {
    if (this.#heldBytes <= MAX_LINE_BYTES) return null;
    const [first] = this.#held;
    if (first.includes(0)) return this.#notUtf8();
    return new UserError(
      `${this.#path} has a line longer than ${MAX_LINE_BYTES} bytes: expected a CSV file with one row a line. ` +
        'Check that this is the right file and that its lines end in LF or CR LF.',
    );
  }

  #notUtf8(): UserError {
    return new UserError(
      `${this.#path} is not UTF-8 (UTF-16, or another encoding): expected UTF-8 text. ` +
        `Convert it, for example: iconv -f UTF-16 -t UTF-8 ${this.#path} > converted.csv`,
    );
  }

  #emit(lines: Buffer, done: TransformCallback): void {
    if (lines.includes(0) || !isUtf8(lines)) {
      done(this.#notUtf8());
      return;
    }
    let text = lines.toString('utf8');
    if (this.#isFirst && text.startsWith('\uFEFF')) text = text.slice(1);
    this.#isFirst = false;
    done(null, text.includes('\r') ? text.replaceAll('\r\n', '\n') : text);
  }
}

function malformedQuotes(path: string, line: number): UserError {
  return new UserError(
    `${path}, line ${line}: a quoted field is not closed, or goes on after its closing quote. ` +
      'Expected RFC 4180: a field with a comma, quote or line end in double quotes, a quote inside it doubled.',
  );
}

function explained(path: string, error: NodeJS.ErrnoException): Error {
  if (error instanceof UserError) return error;
  if (error.code === 'Z_DATA_ERROR' && error.message === 'incorrect header check') {
    return new UserError(
      `${path} is no gzip file: expected one by its name. If it is plain CSV, drop the .gz.`,
    );
  }
  if (error.code === 'Z_BUF_ERROR' || error.code === 'Z_DATA_ERROR') {
    return new UserError(
      `${path} is no whole gzip file (${error.message}): it was cut off or damaged. ` +
        'Fetch it again; nothing of it was taken.',
    );
  }
  if (error.code !== undefined && /^E[A-Z]+$/.test(error.code)) {
    return new UserError(`${path} cannot be read (${error.code}).`);
  }
  return error;
}

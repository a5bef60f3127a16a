import { isUtf8 } from 'node:buffer';
import { Transform, type TransformCallback } from 'node:stream';
import { UserError } from '../../userError.js';
import type { ByteLimit } from './byteLimit.js';
import { GZIP } from './gzip.js';

/** Longer than any row of the format. The limit stops a file without line ends before it fills the memory. */
export const MAX_LINE_BYTES = 1 << 20;
const NEWLINE = 10;

/**
 * Turns bytes into text: refuses what is not UTF-8, drops the BOM, turns CR LF into LF, and passes on whole lines of at
 * most MAX_LINE_BYTES.
 */
export class Utf8Text extends Transform {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #bytes = 0;
  #isFirst = true;
  readonly #path: string;
  readonly #limit: ByteLimit;

  constructor(path: string, limit: ByteLimit) {
    super({ readableObjectMode: true });
    this.#path = path;
    this.#limit = limit;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const problem = this.#problemOf(chunk);
    if (problem !== null) {
      done(problem);
      return;
    }
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

  #problemOf(chunk: Buffer): UserError | null {
    const isFirst = this.#bytes === 0;
    this.#bytes += chunk.length;
    if (isFirst && chunk.subarray(0, GZIP.length).equals(GZIP)) {
      return new UserError(`${this.#path} holds a gzip file: expected CSV text in it. Unpack it once.`);
    }
    return this.#limit(this.#bytes);
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

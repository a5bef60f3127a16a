import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Day } from '../scoring/names.js';
import { MAX_NUMERIC_BYTES, readNumeric, writeNumeric } from './numeric.js';

/**
 * COPY in PostgreSQL's binary format, so that neither side formats or parses text. A null number is NaN here, in both
 * directions.
 */

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** PostgreSQL counts days from 2000-01-01. */
const EPOCH_DAY = 10_957;
const DAY_MS = 86_400_000;
const FLUSH_BYTES = 1 << 18;

/** Writes rows field by field, in the order of the columns. */
export class CopyWriter {
  rows = 0;
  #buffer = Buffer.allocUnsafeSlow(FLUSH_BYTES * 2);
  #view = viewOf(this.#buffer);
  #at = 0;

  constructor(private readonly fields: number) {
    this.#at = SIGNATURE.copy(this.#buffer);
  }

  startRow(): void {
    // We reserve room for every field but texts here, so that each is written without a check.
    this.#reserve(2 + this.fields * (4 + MAX_NUMERIC_BYTES));
    this.#view.setInt16(this.#at, this.fields);
    this.#at += 2;
    this.rows++;
  }

  null(): void {
    this.#view.setInt32(this.#at, -1);
    this.#at += 4;
  }

  int2(value: number): void {
    if (value !== value) return this.null();
    if ((value << 16) >> 16 !== value) throw new RangeError(`expected an int2, got ${value}`);
    this.#view.setInt32(this.#at, 2);
    this.#view.setInt16(this.#at + 4, value);
    this.#at += 6;
  }

  int4(value: number): void {
    if (value !== value) return this.null();
    if ((value | 0) !== value) throw new RangeError(`expected an int4, got ${value}`);
    this.#view.setInt32(this.#at, 4);
    this.#view.setInt32(this.#at + 4, value);
    this.#at += 8;
  }

  int8(value: number): void {
    if (value !== value) return this.null();
    this.#view.setInt32(this.#at, 8);
    this.#view.setInt32(this.#at + 4, Math.floor(value / 2 ** 32));
    this.#view.setUint32(this.#at + 8, value % 2 ** 32);
    this.#at += 12;
  }

  date(day: Day): void {
    this.int4(day - EPOCH_DAY);
  }

  float8(value: number): void {
    if (value !== value) return this.null();
    this.#view.setInt32(this.#at, 8);
    this.#view.setFloat64(this.#at + 4, value);
    this.#at += 12;
  }

  numeric(value: number): void {
    if (value !== value) return this.null();
    const bytes = writeNumeric(this.#view, this.#at + 4, value);
    this.#view.setInt32(this.#at, bytes);
    this.#at += 4 + bytes;
  }

  bool(value: boolean): void {
    this.#view.setInt32(this.#at, 1);
    this.#view.setInt8(this.#at + 4, value ? 1 : 0);
    this.#at += 5;
  }

  /** Writes a text, or an enum's value by its name. */
  text(value: string | null): void {
    if (value === null) return this.null();
    const bytes = Buffer.byteLength(value);
    this.#reserve(4 + bytes + this.fields * (4 + MAX_NUMERIC_BYTES));
    this.#view.setInt32(this.#at, bytes);
    this.#at += 4 + this.#buffer.write(value, this.#at + 4);
  }

  /** Whether the buffer holds enough to be worth sending. */
  get isFull(): boolean {
    return this.#at >= FLUSH_BYTES;
  }

  /** Returns what was written since the last call. The writer continues in a new buffer. */
  take(): Buffer {
    const taken = this.#buffer.subarray(0, this.#at);
    this.#buffer = Buffer.allocUnsafeSlow(FLUSH_BYTES * 2);
    this.#view = viewOf(this.#buffer);
    this.#at = 0;
    return taken;
  }

  /** Ends the data, and returns the last of it. */
  end(): Buffer {
    this.#reserve(2);
    this.#view.setInt16(this.#at, -1);
    this.#at += 2;
    return this.take();
  }

  #reserve(bytes: number): void {
    if (this.#at + bytes <= this.#buffer.length) return;
    const wider = Buffer.allocUnsafeSlow(Math.max(this.#buffer.length * 2, this.#at + bytes));
    this.#buffer.copy(wider, 0, 0, this.#at);
    this.#buffer = wider;
    this.#view = viewOf(wider);
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer): DataView => new DataView(buffer, byteOffset, length);

/**
 * Copies rows into a table with one COPY statement.
 *
 * @param write writes all fields of a row, in the order of the columns
 * @returns how many rows were copied
 * @throws what `rows` and `write` throw, after the COPY was cancelled
 */
export async function copyInto<Row>(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
  rows: Iterable<Row>,
  write: (writer: CopyWriter, row: Row) => void,
): Promise<number> {
  const names = columns.map((name) => `"${name}"`).join(', ');
  const stream: Writable = client.query(
    copyFrom(`COPY "${table}" (${names}) FROM STDIN WITH (FORMAT binary)`),
  );
  // The listener stays: if the connection is lost, the stream emits another error when it is destroyed.
  const failed = new Promise<never>((_, reject) => stream.on('error', reject));
  failed.catch(() => undefined);
  const finished = new Promise<void>((resolve) => stream.once('finish', resolve));
  const writer = new CopyWriter(columns.length);
  try {
    for (const row of rows) {
      writer.startRow();
      write(writer, row);
      if (writer.isFull && !stream.write(writer.take())) await Promise.race([once(stream, 'drain'), failed]);
    }
    stream.end(writer.end());
  } catch (error) {
    stream.destroy(error as Error);
    throw error;
  }
  await Promise.race([finished, failed]);
  return writer.rows;
}

/** Reads the fields of one row, in the order of the columns. */
export class CopyReader {
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;

  /** @internal */
  point(buffer: Buffer, at: number): void {
    this.#buffer = buffer;
    this.#at = at;
  }

  int2(): number {
    return this.#next() === -1 ? NaN : this.#buffer.readInt16BE((this.#at += 2) - 2);
  }

  int4(): number {
    return this.#next() === -1 ? NaN : this.#buffer.readInt32BE((this.#at += 4) - 4);
  }

  date(): Day {
    return this.int4() + EPOCH_DAY;
  }

  /** Reads an instant as milliseconds since 1970. */
  timestamptz(): number {
    return Math.floor(this.int8() / 1000) + EPOCH_DAY * DAY_MS;
  }

  float8(): number {
    return this.#next() === -1 ? NaN : this.#buffer.readDoubleBE((this.#at += 8) - 8);
  }

  numeric(): number {
    const bytes = this.#next();
    if (bytes === -1) return NaN;
    this.#at += bytes;
    return readNumeric(this.#buffer, this.#at - bytes);
  }

  int8(): number {
    return this.#next() === -1 ? NaN : Number(this.#buffer.readBigInt64BE((this.#at += 8) - 8));
  }

  bool(): boolean {
    this.#next();
    return this.#buffer[this.#at++] === 1;
  }

  /** Reads a text; null is read as an empty one. */
  text(): string {
    const bytes = Math.max(0, this.#next());
    this.#at += bytes;
    return this.#buffer.toString('utf8', this.#at - bytes, this.#at);
  }

  #next(): number {
    const bytes = this.#buffer.readInt32BE(this.#at);
    this.#at += 4;
    return bytes;
  }
}

/**
 * Copies the result of a query, row by row.
 *
 * @param query is put into the COPY statement as it is, so it must not contain values of callers
 * @param read must read all fields of the row before it returns
 * @returns how many rows were read
 */
export async function copyOut(
  client: pg.ClientBase,
  query: string,
  read: (row: CopyReader) => void,
): Promise<number> {
  let rows = 0;
  for await (const more of copyOutInSteps(client, query, read)) rows += more;
  return rows;
}

/**
 * Copies the result of a query as fast as the caller takes it: `read` is called with the rows of one packet, then their
 * number is returned, and the server waits until the next one is asked for. If the caller stops before the end, the
 * connection cannot be used any more.
 *
 * @param query as for `copyOut`
 * @param read as for `copyOut`
 */
export async function* copyOutInSteps(
  client: pg.ClientBase,
  query: string,
  read: (row: CopyReader) => void,
): AsyncGenerator<number, void, undefined> {
  const stream = client.query(copyTo(`COPY (${query}) TO STDOUT WITH (FORMAT binary)`));
  const reader = new CopyReader();
  let rest: Buffer = Buffer.alloc(0);
  let at = SIGNATURE.length;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let rows = 0;
    for (let end; (end = endOfRow(buffer, at)) !== -1; at = end) {
      reader.point(buffer, at + 2);
      read(reader);
      rows++;
    }
    rest = at < buffer.length ? buffer.subarray(at) : Buffer.alloc(0);
    at = Math.max(0, at - buffer.length);
    yield rows;
  }
}

/** Returns where the row that starts at an offset ends; -1 if the buffer does not hold all of it, or the data ends. */
function endOfRow(buffer: Buffer, start: number): number {
  if (start + 2 > buffer.length) return -1;
  const fields = buffer.readInt16BE(start);
  if (fields === -1) return -1;
  let at = start + 2;
  for (let k = 0; k < fields; k++) {
    if (at + 4 > buffer.length) return -1;
    at += 4 + Math.max(0, buffer.readInt32BE(at));
  }
  return at <= buffer.length ? at : -1;
}

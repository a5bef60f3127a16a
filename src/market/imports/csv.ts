import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import { fileFault } from '../../fileFault.js';
import { UserError } from '../../userError.js';
import { byteLimit } from './byteLimit.js';
import type { FolderUse } from './folderUse.js';
import { GZIP } from './gzip.js';
import { DEFAULT_LIMITS, type ImportLimits } from './importLimits.js';
import { openDataFile } from './openDataFile.js';
import { MAX_LINE_BYTES, Utf8Text } from './utf8Text.js';

const CHUNK_BYTES = 1 << 18;

/** Called with each record of a CSV file, the header first, and the line at which it begins, from 1. */
export type OnRecord = (fields: string[], line: number) => void;

/**
 * Reads a CSV file as a stream (RFC 4180, UTF-8 with or without a BOM; gzipped where its name ends in .gz). Blank lines
 * are skipped. What the limits say of bytes is checked.
 *
 * @param onBytes called with how many bytes of the file were read, for progress
 * @param used what the files before took of the folder's limits; the file adds to it
 * @throws UserError where the file is not such a file; the message names the line where it is known
 */
export async function readCsv(
  path: string,
  onRecord: OnRecord,
  onBytes?: (bytes: number) => void,
  limits: ImportLimits = DEFAULT_LIMITS,
  used?: FolderUse,
): Promise<void> {
  const { handle, size } = await openDataFile(path);
  try {
    await refuseOtherKind(path, handle);
    const isPacked = path.endsWith('.gz');
    const text = new Utf8Text(path, byteLimit(path, isPacked ? size : null, limits, used));
    const file = handle.createReadStream({ start: 0, highWaterMark: CHUNK_BYTES });
    if (onBytes !== undefined) file.on('data', (chunk) => onBytes(chunk.length));
    // Because an error in the last stage closes the others, which the pipeline may report first, its cause is kept.
    let cause: unknown;
    const records = (chunks: AsyncIterable<string>) =>
      parse(path, chunks, onRecord).catch((error: unknown) => {
        cause = error;
        throw error;
      });
    const gunzip = isPacked ? createGunzip({ chunkSize: CHUNK_BYTES }) : null;
    const read = gunzip ? pipeline(file, gunzip, text, records) : pipeline(file, text, records);
    await read.catch((error: unknown) => {
      throw cause ?? error;
    });
    if (gunzip !== null && gunzip.bytesWritten < file.bytesRead) throw followed(path);
  } catch (error) {
    throw explained(path, error as NodeJS.ErrnoException);
  } finally {
    await handle.close();
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

function malformedQuotes(path: string, line: number): UserError {
  return new UserError(
    `${path}, line ${line}: a quoted field is not closed, or goes on after its closing quote. ` +
      'Expected RFC 4180: a field with a comma, quote or line end in double quotes, a quote inside it doubled.',
  );
}

/** Refuses a file that is gzipped although its name does not say so, or the other way round. */
async function refuseOtherKind(path: string, handle: FileHandle): Promise<void> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(GZIP.length), 0, GZIP.length, 0);
  const isGzip = buffer.equals(GZIP);
  if (!path.endsWith('.gz') && isGzip) {
    throw new UserError(`${path} is a gzip file: expected CSV text by its name. Name it ${path}.gz.`);
  }
  if (path.endsWith('.gz') && bytesRead > 0 && !isGzip) {
    throw new UserError(
      `${path} is no gzip file: expected one by its name. If it is plain CSV, drop the .gz.`,
    );
  }
}

function followed(path: string): UserError {
  return new UserError(
    `${path} goes on after the end of its gzip: expected nothing there, or another member. ` +
      'Fetch it again, or cut off what follows; nothing of it was taken.',
  );
}

function explained(path: string, error: NodeJS.ErrnoException): Error {
  if (error instanceof UserError) return error;
  // After a member, zero bytes end the reading, so that the pipeline is given up; other bytes are no header of a member.
  if (error.code === 'ABORT_ERR' || error.message === 'incorrect header check') return followed(path);
  if (error.code === 'Z_BUF_ERROR' || error.code === 'Z_DATA_ERROR') {
    return new UserError(
      `${path} is no whole gzip file (${error.message}): it was cut off or damaged. ` +
        'Fetch it again; nothing of it was taken.',
    );
  }
  if (error.errno === undefined || error.code?.startsWith('Z_')) return error;
  return new UserError(`${path} cannot be read: ${fileFault(error)}.`);
}

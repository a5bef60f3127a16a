import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { inSnapshot } from '../database/transaction.js';
import type { ExportRequest } from './exportRequest.js';
import { FORMATS } from './formats/formats.js';
import { openTable } from './tables/openTable.js';

/** What was written. */
export interface WrittenExport {
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256 of the bytes, 64 hexadecimal digits. */
  readonly hash: string;
}

export interface WriteOptions {
  /** The user whose MY_DATA it is; null: none. */
  readonly owner?: number | null;
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
  /** Called with how many parts are read, of how many. */
  readonly onPart?: (done: number, total: number) => void;
  /** Whether to end the stream after the last byte; true by default. */
  readonly end?: boolean;
}

/**
 * Writes an export to a stream, as fast as that takes it. All of it is read from one snapshot of the store, and at most some
 * thousand rows are in memory.
 *
 * @param makeSink opens the stream, once the request is known to be one that can be answered
 * @throws UserError for stocks and methods that the store does not have, and what the stream and the store fail with
 */
export function writeExport(
  pool: pg.Pool,
  request: ExportRequest,
  makeSink: () => Writable | Promise<Writable>,
  { owner = null, signal, onPart, end = true }: WriteOptions = {},
): Promise<WrittenExport> {
  return inSnapshot(pool, async (client) => {
    const table = await openTable(client, request, owner, onPart);
    const hash = createHash('sha256');
    let [rows, bytes] = [0, 0];
    const pieces = FORMATS[request.format].encode(table, (more) => (rows += more));
    const counted = async function* () {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    await pipeline(counted, await makeSink(), { end, ...(signal && { signal }) });
    return { rows, bytes, hash: hash.digest('hex') };
  });
}

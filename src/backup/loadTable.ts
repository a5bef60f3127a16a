import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { UserError } from '../userError.js';
import { fileOf, type TableFile } from './manifest.js';
import { namesOf } from './namesOf.js';

export interface LoadTableOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of each bytes that were read of the file. */
  readonly onBytes: (bytes: number) => void;
}

/** data_exception and integrity_constraint_violation */
const BAD_DATA = /^2[23]/;

/**
 * Loads the file of a table, in the transaction that has made the table. Rows are stored as frozen, so that no later vacuum
 * writes them again.
 *
 * @throws UserError if its rows do not fit the table
 */
export async function loadTable(
  client: pg.ClientBase,
  folder: string,
  { name, columns, rows }: TableFile & { readonly name: string },
  { signal, onBytes }: LoadTableOptions,
): Promise<void> {
  const path = join(folder, fileOf(name));
  const sink = client.query(
    copyFrom(`COPY ${namesOf([name])} (${namesOf(columns)}) FROM STDIN WITH (FREEZE)`),
  );
  try {
    await pipeline(
      createReadStream(path),
      async function* (packed: AsyncIterable<Buffer>) {
        for await (const chunk of packed) {
          onBytes(chunk.length);
          yield chunk;
        }
      },
      createGunzip(),
      sink,
      { ...(signal !== undefined && { signal }) },
    );
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    if (!BAD_DATA.test(code ?? '')) throw error;
    throw unfit(path, message);
  }
  if (sink.rowCount !== rows) throw unfit(path, `it has ${sink.rowCount} rows of ${rows}`);
}

const unfit = (path: string, fault: string): UserError =>
  new UserError(`Expected rows of the table in ${path}, but they do not fit: ${fault}. Use another backup.`);

import { basename } from 'node:path';
import { readCsv } from '../../market/imports/csv.js';
import { DEFAULT_LIMITS } from '../../market/imports/importLimits.js';
import { UserError } from '../../userError.js';
import type { ExportColumn } from '../exportTable.js';
import { changed } from './changed.js';

/**
 * Reads a table of a session's folder, as CSV.
 *
 * @param rows how many rows it has
 * @param onRecord called with the fields of each row; where it throws a UserError, that is told with the file and the line
 * @throws UserError where it has other columns, or another number of rows
 */
export async function readTable(
  path: string,
  columns: readonly ExportColumn[],
  rows: number | null,
  onRecord: (fields: readonly string[]) => void,
): Promise<void> {
  const file = basename(path);
  const names = columns.map(({ name }) => name).join(',');
  let read = -1;
  await readCsv(
    path,
    (fields, line) => {
      read++;
      if (read === 0) {
        if (fields.join(',') !== names) throw changed(`${file} does not have the columns ${names}`);
        return;
      }
      try {
        if (fields.length !== columns.length) {
          throw new UserError(`expected ${columns.length} fields, got ${fields.length}`);
        }
        if (read > (rows ?? 0)) throw new UserError(`expected ${rows} rows, got more`);
        onRecord(fields);
      } catch (error) {
        if (error instanceof UserError) throw changed(`in ${file}, line ${line}, ${error.message}`);
        throw error;
      }
    },
    undefined,
    { ...DEFAULT_LIMITS, bytes: Infinity },
  );
  if (read !== rows) throw changed(`${file} has ${Math.max(read, 0)} rows of ${rows}`);
}

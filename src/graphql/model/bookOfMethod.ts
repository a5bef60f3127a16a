import { sql } from 'kysely';
import type { DayBook } from '../../books/dayBook.js';
import type { StoredFromScores } from '../../portfolios/store/newModel.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { printable } from '../../printable.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/**
 * Returns the book of the scores that a model is made from: of its method and mode, on its day or the newest scored session
 * before it.
 *
 * @throws UserError where no such day is scored
 */
export async function bookOfMethod(
  { mode, method, on }: Pick<StoredFromScores, 'mode' | 'method' | 'on'>,
  { books, loaders, snapshot }: Pick<GraphqlContext, 'books' | 'loaders' | 'snapshot'>,
): Promise<DayBook> {
  const isServed = method === snapshot.servedMethod;
  // No text with such characters is a name, and not every one can be sent to the database.
  const isName = printable(method) === method;
  const runId = isServed || !isName ? null : await loaders.get(runOfMethodLoader).load({ mode, method, on });
  if (isServed) {
    const book = await books.of(mode, on);
    if (book !== null) return book;
  } else if (runId !== null) return books.ofRun({ runId, mode });
  throw new UserError(
    `Expected scores of ${mode} by the method ${shown(method)}${on === null ? '' : ` on or before ${on}`}, got none: nothing ` +
      'was saved; choose another day or method.',
  );
}

interface MethodDay {
  readonly mode: Mode;
  readonly method: string;
  readonly on: IsoDate | null;
}

/** Loads the current run of the newest scored session of a method; null where there is none. */
function runOfMethodLoader({ reads }: Pick<LoaderSources, 'reads'>) {
  return keyedLoader((keys: readonly MethodDay[]) =>
    Promise.all(
      keys.map(async ({ mode, method, on }) => {
        const rows = await reads.rows(sql<{ readonly run_id: number }>`
          SELECT run_id FROM scored_days
          WHERE method = ${method}::text AND mode = ${mode}::mode AND day <= coalesce(${on}::date, 'infinity')
          ORDER BY day DESC LIMIT 1`);
        return rows.at(0)?.run_id ?? null;
      }),
    ),
  );
}

import type { DayBook } from '../../books/dayBook.js';
import type { StoredFromScores } from '../../portfolios/store/newModel.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';

/**
 * Returns the book of the scores that a model is made from: of its method and mode, on its day or the newest scored session
 * before it.
 *
 * @throws UserError where no such day is scored
 */
export async function bookOfMethod(
  { mode, method, on }: Pick<StoredFromScores, 'mode' | 'method' | 'on'>,
  { books }: Pick<GraphqlContext, 'books'>,
): Promise<DayBook> {
  const book = await books.of(mode, on, method);
  if (book !== null) return book;
  throw new UserError(
    `Expected scores of ${mode} by the method ${shown(method)}${on === null ? '' : ` on or before ${on}`}, got none: nothing ` +
      'was saved; choose another day or method.',
  );
}

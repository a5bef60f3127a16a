import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { printable } from '../../printable.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';

const LONGEST = 255;

export const SEARCH =
  `Text that the name contains, not case-sensitive, at most ${LONGEST} characters that print. Blanks around it are left out; ` +
  'the empty text matches all.';

/**
 * Returns the text that names are searched for; null: all match.
 *
 * @throws UserError for a text that is too long or does not print
 */
export function requireSearch(search: string | null | undefined): string | null {
  if (search === null || search === undefined) return null;
  const text = search.length > 4 * LONGEST ? search : search.trim();
  if ([...text].length > LONGEST || printable(text) !== text) {
    throw new UserError(
      `Expected filter.search of at most ${LONGEST} characters that print, got "${shown(search)}": shorten it.`,
    );
  }
  return text === '' ? null : text.normalize('NFC');
}

/**
 * Returns the condition that a name contains a text. It is looked for as it is: LIKE would take "%" and "_" for others. Letters
 * have the case of Unicode, also in a database with the locale C.
 */
export function contains(column: string, search: string): RawBuilder<SqlBool> {
  const lower = (text: RawBuilder<unknown>) => sql`lower(${text} COLLATE "und-x-icu")`;
  return sql<SqlBool>`strpos(${lower(sql.ref(column))}, ${lower(sql`${search}::text`)}) > 0`;
}

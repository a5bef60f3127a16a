import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { decodeText, encodeText } from '../opaque.js';

/**
 * Makes the cursor of a place in a list that SQL reads.
 *
 * @param parts the values that the list is ordered by
 */
export function encodeCursor(list: string, ...parts: readonly (string | number)[]): string {
  return encodeText([list, ...parts].join(':'));
}

/**
 * Reads a cursor of a list.
 *
 * @param read makes a place of the parts; null where they are not those of a cursor of the list
 * @returns null when no cursor is given
 * @throws UserError for a text that is not a cursor of the list
 */
export function decodeCursor<Place>(
  cursor: string | null | undefined,
  list: string,
  read: (parts: readonly string[]) => Place | null,
): Place | null {
  if (cursor === null || cursor === undefined) return null;
  const [name, ...parts] = decodeText(cursor)?.split(':') ?? [];
  const place = name === list ? read(parts) : null;
  if (place !== null) return place;
  throw new UserError(
    `Expected a cursor from pageInfo or an edge of this connection in after, got "${shown(cursor)}": ` +
      'pass a cursor on unchanged, or begin again without one.',
  );
}

/** Reads a day among the parts of a cursor; null where the part is missing or no day. */
export const dateInCursor = (part: string | undefined): IsoDate | null =>
  part === undefined || Number.isNaN(dayOf(part)) ? null : (part as IsoDate);

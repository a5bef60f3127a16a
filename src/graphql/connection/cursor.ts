import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { decodeText, encodeText } from '../opaque.js';
import type { PagePlaces } from './pageOfRows.js';

type Part = string | number | boolean | null;

/** A list that SQL reads. */
export interface ListOfRows {
  /** The name of the connection. */
  readonly name: string;
  /** What tells the list from others of its connection: the arguments of the field, and of what its rows are. */
  readonly of: Readonly<Record<string, Part>>;
}

/**
 * Makes the cursor of a place in a list that SQL reads.
 *
 * @param place the values that the list is ordered by
 */
export function encodeCursor({ name, of }: ListOfRows, ...place: readonly Part[]): string {
  return encodeText(JSON.stringify([name, Object.values(of), place]));
}

/** Reads a place that `encodeCursor` was given; null where the values are not those of one. */
type ReadPlace<Place> = (place: readonly Part[]) => Place | null;

/**
 * Reads the cursors that a page lies between.
 *
 * @returns null in place of a cursor that is not given
 * @throws UserError for a text that is no cursor of the connection, and for a cursor of another list
 */
export function decodeCursors<Place>(
  { after, before }: Readonly<Record<keyof PagePlaces, string | null | undefined>>,
  list: ListOfRows,
  read: ReadPlace<Place>,
): Readonly<Record<keyof PagePlaces, Place | null>> {
  return { after: decoded('after', after, list, read), before: decoded('before', before, list, read) };
}

function decoded<Place>(
  argument: string,
  cursor: string | null | undefined,
  { name, of }: ListOfRows,
  read: ReadPlace<Place>,
): Place | null {
  if (cursor === null || cursor === undefined) return null;
  const [list, values, parts] = partsOf(cursor);
  const keys = Object.keys(of);
  const place = list === name && values?.length === keys.length && parts ? read(parts) : null;
  if (place === null || !values) {
    throw new UserError(
      `Expected a cursor from pageInfo or an edge of this connection in ${argument}, got "${shown(cursor)}": ` +
        'pass a cursor on unchanged, or begin again without one.',
    );
  }
  const other = keys.findIndex((key, k) => of[key] !== values[k]);
  if (other === -1) return place;
  throw new UserError(
    `Expected a cursor with ${keys[other]} ${of[keys[other]]} in ${argument}, got one with ${keys[other]} ` +
      `${shown(String(values[other]))}: keep to the arguments of its list, or begin again without a cursor.`,
  );
}

type Parts = readonly [unknown?, (readonly Part[])?, (readonly Part[])?];

/** Returns nothing for a text that `encodeCursor` does not make. */
function partsOf(cursor: string): Parts {
  const text = decodeText(cursor);
  if (text === null) return [];
  let parts: unknown;
  try {
    parts = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(parts) || parts.length !== 3 || !parts.slice(1).every(Array.isArray)) return [];
  return parts as unknown as Parts;
}

/** Reads a day among the values of a cursor; null where the value is missing or no day. */
export const dateInCursor = (part: unknown): IsoDate | null =>
  typeof part !== 'string' || Number.isNaN(dayOf(part)) ? null : (part as IsoDate);

/** The largest id: ids are integers of PostgreSQL. */
const MOST_IDS = 2 ** 31 - 1;

/** Reads the id of a row among the values of a cursor; null where the value is missing or no id. */
export const idInCursor = (part: unknown): number | null =>
  typeof part === 'number' && Number.isInteger(part) && part >= 0 && part <= MOST_IDS ? part : null;

import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { decodeId, type IdKind } from './ids.js';

/**
 * Returns the key of an id that a client sends.
 *
 * @param one what it is the id of, with its article, for the message
 * @throws UserError for a text that is no such id
 */
export function idOf<Key>(kind: IdKind<Key>, one: string, id: string): Key {
  const key = decodeId(kind, id);
  if (key !== null) return key;
  throw new UserError(
    `Expected the id of ${one} from an answer of this API, got "${shown(id)}": take it from the field id.`,
  );
}

import { decodeText, encodeText } from './opaque.js';

/** How the ids of one type of nodes are made: an id is the name of the type and the parts of a key. */
export interface IdKind<Key> {
  /** The name of the type in the schema. */
  readonly type: string;
  /** Returns the parts of a key. None may contain a colon. */
  parts(key: Key): readonly (string | number)[];
  /** Returns the key that has these parts; null where there is none. */
  key(parts: readonly string[]): Key | null;
}

/** Returns an opaque text that fits in a URL. */
export function encodeId<Key>(kind: IdKind<Key>, key: Key): string {
  return encodeText([kind.type, ...kind.parts(key)].join(':'));
}

/** Returns the name of the type that a text names as an id does; null where it is no id of any type. */
export function typeOfId(id: string): string | null {
  return decodeText(id)?.split(':', 1)[0] ?? null;
}

/** Returns the key that an id was made of; null where `encodeId` makes no such id of this kind. */
export function decodeId<Key>(kind: IdKind<Key>, id: string): Key | null {
  const [type, ...parts] = decodeText(id)?.split(':') ?? [];
  const key = type === kind.type ? kind.key(parts) : null;
  return key !== null && encodeId(kind, key) === id ? key : null;
}

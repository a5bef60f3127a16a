import type { Operation } from './operation.js';

/** What the text of a subscription tells of its only root field. */
export interface RootField {
  /** Whether each of its events has to carry a cursor. */
  readonly needsCursor: boolean;
  /** Whether it takes the variable `$after`. */
  readonly takesAfter: boolean;
}

const STRINGS_AND_COMMENTS = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\])*"|#.*/g;

/**
 * The root field of a subscription; null for other operations. A reader of GraphQL would be larger than all else
 * here, and the part that counts has a fixed form: `subscription Name($after: ID) { alias: field(after: $after)`.
 * A fragment in the place of the field is not looked into: it counts as one that does not take `$after`.
 */
export function rootField({ query, operationName }: Operation): RootField | null {
  // A persisted document is known to the server only.
  if (!query) return { needsCursor: false, takesAfter: true };
  const text = query.replace(STRINGS_AND_COMMENTS, ' ');
  const name = operationName ? `${operationName}\\b` : '\\w*';
  const head = `\\bsubscription\\b\\s*${name}\\s*(\\([^)]*\\))?[^{]*`;
  const field = '{\\s*(?:\\w+\\s*:\\s*)?(\\w+|\\.\\.\\.)\\s*(\\([^)]*\\))?';
  const found = new RegExp(head + field).exec(text);
  if (found === null) return null;
  const [, declared = '', root, given = ''] = found;
  return {
    needsCursor: root === 'scoreChanged' || (root === '...' && /\bscoreChanged\b/.test(text)),
    takesAfter: /\$after\b/.test(declared) && /\bafter\s*:\s*\$after\b/.test(given),
  };
}

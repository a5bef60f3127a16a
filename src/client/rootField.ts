import type { Operation } from './operation.js';

/** What the text of a subscription tells about its only root field. */
export interface RootField {
  /** Whether each of its events has to carry a cursor. */
  readonly needsCursor: boolean;
  /** Whether it takes the variable `$after`. */
  readonly takesAfter: boolean;
}

/** The subscriptions that follow a log. */
const WITH_CURSORS = /\b(scoreChanged|alertRaised|documentProcessed)\b/;

const STRINGS_AND_COMMENTS = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\])*"|#.*/g;

/**
 * Finds the root field of a subscription; null for other operations. A parser of GraphQL would be larger than the rest
 * of this module, and the part that counts has a fixed form: `subscription Name($after: ID) { alias: field(after: $after)`.
 * A fragment in the place of the field is not resolved: it counts as a field that does not take `$after`.
 */
export function rootField({ query, operationName }: Operation): RootField | null {
  // Only the server knows the text of a persisted document.
  if (!query) return { needsCursor: false, takesAfter: true };
  const text = query.replace(STRINGS_AND_COMMENTS, ' ');
  const name = operationName ? `${operationName}\\b` : '\\w*';
  const head = `\\bsubscription\\b\\s*${name}\\s*(\\([^)]*\\))?[^{]*`;
  const field = '{\\s*(?:\\w+\\s*:\\s*)?(\\w+|\\.\\.\\.)\\s*(\\([^)]*\\))?';
  const found = new RegExp(head + field).exec(text);
  if (found === null) return null;
  const [, declared = '', root, given = ''] = found;
  return {
    needsCursor: WITH_CURSORS.test(root) || (root === '...' && WITH_CURSORS.test(text)),
    takesAfter: /\$after\b/.test(declared) && /\bafter\s*:\s*\$after\b/.test(given),
  };
}

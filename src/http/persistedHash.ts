import { hash } from 'node:crypto';
import { codedError } from '../graphql/codedError.js';
import { shown } from '../shown.js';

/** What names the document of an operation: its text, its hash, or both. */
export interface NamedDocument {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

/**
 * Returns the hash by which an operation names its document (`extensions.persistedQuery`, as Apollo's clients send it);
 * null where it has none.
 *
 * @throws GraphQLError BAD_REQUEST for a hash of another form, or of another document than the text with it
 */
export function persistedHash({ query, extensions }: NamedDocument): string | null {
  const { persistedQuery = null } = (extensions ?? {}) as { readonly persistedQuery?: unknown };
  if (persistedQuery === null) return null;
  const { version, sha256Hash } = persistedQuery as Readonly<Record<string, unknown>>;
  if (version !== 1 || typeof sha256Hash !== 'string') {
    throw badRequest(
      'Expected `extensions.persistedQuery` as {"version": 1, "sha256Hash": "…"}, got ' +
        `${shown(JSON.stringify(persistedQuery))}: send the SHA-256 of the document, or its text alone.`,
    );
  }
  if (typeof query === 'string' && query !== '' && hash('sha256', query) !== sha256Hash) {
    throw badRequest(
      'Expected the hash of the document that is sent with it, got that of another one: ' +
        'send its SHA-256 in lower-case hexadecimal digits.',
    );
  }
  return sha256Hash;
}

const badRequest = (message: string) => codedError('BAD_REQUEST', message, { status: 400 });

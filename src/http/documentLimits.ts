import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { codedError } from '../graphql/codedError.js';
import { PRICES } from '../graphql/limits/prices.js';
import type { Documents } from '../graphql/operation/documents.js';
import { persistedHash, type NamedDocument } from './persistedHash.js';

interface PersistedQuery {
  readonly persistedQuery?: { readonly sha256Hash?: unknown };
}

/**
 * Decides which documents are executed. Without a list of operations, documents are refused that would take long to
 * parse or to validate; with one, all documents that are not in the list.
 */
export class DocumentLimits {
  /** @param allowed the only documents that are executed, by their SHA-256; null: all are */
  constructor(
    private readonly documents: Pick<Documents, 'admit' | 'textOf'>,
    private readonly allowed: ReadonlyMap<string, string> | null,
  ) {}

  /**
   * Checks the document of a request over HTTP.
   *
   * @param charge called with the units of each step before it is taken, whatever becomes of the request
   * @throws GraphQLError for a document that is refused
   */
  check(request: FastifyRequest, charge: (units: number) => void): void {
    if (this.allowed !== null) {
      charge(PRICES.request);
      putListed(request, this.allowed);
      return;
    }
    const given = (request.method === 'GET' ? request.query : request.body) as NamedDocument | null;
    // Apollo knows documents by their hash, and reports what is wrong with anything else.
    if (typeof given?.query === 'string') this.documents.admit(given.query, PRICES.request, charge);
    else charge(PRICES.request);
  }

  /**
   * Returns the document of an operation over a socket or event stream.
   *
   * @param charge called with the units of each step before it is taken, whatever becomes of the operation
   * @throws GraphQLError for a document that is refused
   */
  documentOf(given: NamedDocument, charge: (units: number) => void): string {
    if (this.allowed !== null) {
      charge(PRICES.message);
      return listedDocument(given, this.allowed);
    }
    const { query = null } = given;
    const sha256 = persistedHash(given);
    if (sha256 !== null && (query === null || query === '')) {
      charge(PRICES.message);
      const known = this.documents.textOf(sha256);
      if (known !== undefined) return known;
      // Clients go by this text, too, as Apollo Server writes it, and send the document then.
      throw codedError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', { status: 200 });
    }
    if (typeof query !== 'string') {
      throw codedError(
        'BAD_REQUEST',
        'Expected the text of a document as `query`, or its hash as `extensions.persistedQuery`, got neither.',
        { status: 400 },
      );
    }
    this.documents.admit(query, PRICES.message, charge);
    return query;
  }
}

/**
 * Puts the document of the list in the place of its hash.
 *
 * @throws GraphQLError where it is not in the list
 */
function putListed(request: FastifyRequest, allowed: ReadonlyMap<string, string>): void {
  const isGet = request.method === 'GET';
  const given = (isGet ? request.query : request.body) as NamedDocument | null;
  const document = listedDocument(given ?? {}, allowed);
  // All else is left out, above all the hash, by which Apollo would remember the document.
  const { operationName, variables } = given as Readonly<Record<string, unknown>>;
  const known = {
    query: document,
    ...(operationName !== undefined && { operationName }),
    ...(variables !== undefined && { variables }),
  };
  if (isGet) {
    const address = new URLSearchParams(known as Readonly<Record<string, unknown>> as Record<string, string>);
    request.raw.url = `${request.url.split('?', 1)[0]}?${address.toString()}`;
  } else request.body = known;
}

/** @throws GraphQLError where the document is not in the list, or a hash is not that of the text with it */
function listedDocument({ query, extensions }: NamedDocument, allowed: ReadonlyMap<string, string>): string {
  const given = { query, extensions: typeof extensions === 'string' ? extensionsOf(extensions) : extensions };
  const sha256 = hashOf(given);
  const document = sha256 === null ? undefined : allowed.get(sha256);
  if (document === undefined) {
    throw codedError(
      'FORBIDDEN',
      'Expected an operation of the list of this server, by its text or its SHA-256, got another one: ' +
        'have it added to the list.',
      { status: 403 },
    );
  }
  if (query === document) persistedHash(given);
  return document;
}

/** Returns the hash of the text, or the hash that was sent in its place; null where there is neither. */
export function hashOf({ query, extensions }: NamedDocument): string | null {
  if (typeof query === 'string' && query !== '') return hash('sha256', query);
  const given = typeof extensions === 'string' ? extensionsOf(extensions) : extensions;
  const sha256 = (given as PersistedQuery | null | undefined)?.persistedQuery?.sha256Hash;
  return typeof sha256 === 'string' ? sha256 : null;
}

/** Reads the `extensions` of a GET; null where they are not JSON. */
function extensionsOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

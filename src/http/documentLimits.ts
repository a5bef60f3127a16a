import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Lexer, parse, Source, TokenKind } from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../graphql/codedError.js';
import type { Reading } from '../graphql/operation/operations.js';
import { comparisons } from '../graphql/limits/comparisons.js';

/** Brackets within brackets: parsing goes down one call for each, and the stack ends at some 2,000. */
export const DEEPEST_NESTING = 200;
/** Pairs of fields that validating compares: some ten milliseconds. Documents that people write have some hundreds. */
export const MOST_COMPARISONS = 25_000;
/** Characters of documents that were looked at already, all together. */
const REMEMBERED = 4_000_000;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

interface GraphqlRequest {
  readonly query?: unknown;
  readonly extensions?: unknown;
}

interface PersistedQuery {
  readonly persistedQuery?: { readonly sha256Hash?: unknown };
}

/**
 * Which documents are looked at further: before anything else does, those are refused that would take long, or no
 * end, to parse and validate; and where there is a list of operations, all others.
 */
export class DocumentLimits {
  readonly #fine = new LRUCache<string, true>({
    maxSize: REMEMBERED,
    sizeCalculation: (_, document) => document.length + 1,
  });

  /** @param allowed the only documents that are executed, by their SHA-256; null: all are */
  constructor(
    private readonly maxTokens: number,
    private readonly allowed: ReadonlyMap<string, string> | null,
  ) {}

  /**
   * @param charge told of a document that did not come before, as somebody has to read it
   * @throws GraphQLError for a request that is not looked at further
   */
  check(request: FastifyRequest, charge: (reading: Reading) => void): void {
    if (this.allowed !== null) {
      putListed(request, this.allowed);
      return;
    }
    const given = (request.method === 'GET' ? request.query : request.body) as GraphqlRequest | null;
    // Apollo knows documents by their hash, and tells what is wrong with anything else.
    if (typeof given?.query === 'string') this.#look(given.query, charge);
  }

  /**
   * The document of an operation that came over a socket or event stream.
   *
   * @param charge told of a document that did not come before, as somebody has to read it
   * @throws GraphQLError for one that is not looked at further
   */
  documentOf(given: GraphqlRequest, charge: (reading: Reading) => void): string {
    if (this.allowed !== null) return listedDocument(given, this.allowed);
    const { query } = given;
    if (typeof query !== 'string') {
      throw codedError(
        'BAD_REQUEST',
        'Expected the text of a document as `query`, but got none: hashes are known over HTTP only.',
        { status: 400 },
      );
    }
    this.#look(query, charge);
    return query;
  }

  #look(document: string, charge: (reading: Reading) => void): void {
    if (this.#fine.has(document)) return;
    const { problem, ...reading } = looked(document, this.maxTokens);
    if (problem !== null) throw codedError('BAD_USER_INPUT', problem, { status: 400 });
    charge(reading);
    this.#fine.set(document, true);
  }
}

/** What reading a document takes, and what is wrong with one that is too much; null where its parser may look at it. */
export function looked(document: string, maxTokens: number): Reading & { readonly problem: string | null } {
  const lexer = new Lexer(new Source(document));
  let tokens = 0;
  let nesting = 0;
  let compared = 0;
  try {
    for (; lexer.advance().kind !== TokenKind.EOF; tokens++) {
      if (tokens === maxTokens) {
        const problem = `Expected a document of at most ${maxTokens} tokens, but got a longer one: ask for less at once.`;
        return { tokens, comparisons: compared, problem };
      }
      if (OPENING.has(lexer.token.kind)) nesting++;
      else if (CLOSING.has(lexer.token.kind)) nesting--;
      if (nesting > DEEPEST_NESTING) {
        const problem = `Expected brackets nested at most ${DEEPEST_NESTING} deep, but the document has more.`;
        return { tokens, comparisons: compared, problem };
      }
    }
    compared = comparisons(parse(document), MOST_COMPARISONS);
    if (compared > MOST_COMPARISONS) {
      const problem =
        'Expected a document that asks for each field once, or some times, but this one repeats fields or fragments ' +
        'so often that comparing them would take long: ask for each once.';
      return { tokens, comparisons: compared, problem };
    }
  } catch {
    // Not of the language: its parser tells.
  }
  return { tokens, comparisons: compared, problem: null };
}

/**
 * Puts the document of the list in the place of its hash.
 *
 * @throws GraphQLError where it is not in the list
 */
function putListed(request: FastifyRequest, allowed: ReadonlyMap<string, string>): void {
  const isGet = request.method === 'GET';
  const given = (isGet ? request.query : request.body) as GraphqlRequest | null;
  const document = listedDocument(given ?? {}, allowed);
  // The rest stays behind, above all the hash: Apollo would remember the document by it.
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

/** @throws GraphQLError where it is not in the list */
function listedDocument(given: GraphqlRequest, allowed: ReadonlyMap<string, string>): string {
  const hash = hashOf(given);
  const document = hash === null ? undefined : allowed.get(hash);
  if (document !== undefined) return document;
  throw codedError(
    'FORBIDDEN',
    'Expected an operation of the list of this server, by its text or its SHA-256, but got another one: ' +
      'have it added to the list.',
    { status: 403 },
  );
}

/** Of the hash that was sent, or of the text; null where there is neither. */
function hashOf({ query, extensions }: GraphqlRequest): string | null {
  if (typeof query === 'string') return createHash('sha256').update(query).digest('hex');
  const given = typeof extensions === 'string' ? extensionsOf(extensions) : extensions;
  const hash = (given as PersistedQuery | null | undefined)?.persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

/** Of a GET; null where it is not JSON. */
function extensionsOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

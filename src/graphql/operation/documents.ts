import { hash } from 'node:crypto';
import {
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../codedError.js';
import type { ErrorCode } from '../errorCodes.js';
import { readDocument, type Reading } from '../limits/readDocument.js';

/** Characters of all documents that are kept. */
const KEPT = 4_000_000;

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  /** Rules that documents must keep in addition to those of GraphQL. */
  readonly rules: readonly ValidationRule[];
  /** The most tokens of a document. */
  readonly maxTokens: number;
}

interface Kept {
  readonly parsed: DocumentNode | GraphQLError;
  /** Null until it is validated. */
  errors: readonly GraphQLError[] | null;
}

/**
 * The documents of all transports. A document is lexed and parsed once, when it is admitted, and validated once, when
 * it is executed for the first time. Plans and compiled operations are kept by the objects that this class returns.
 */
export class Documents {
  /** By the SHA-256 of the text, by which Apollo asks, too. */
  readonly #kept = new LRUCache<string, Kept>({ maxSize: KEPT });
  readonly #schema: GraphQLSchema;
  readonly #rules: readonly ValidationRule[];
  readonly #maxTokens: number;

  constructor({ schema, rules, maxTokens }: DocumentsOptions) {
    this.#schema = schema;
    this.#rules = [...specifiedRules, ...rules];
    this.#maxTokens = maxTokens;
  }

  /**
   * Admits a document that a client sent. One that cannot be parsed is admitted, too: `read` returns its error.
   *
   * @param charge called for a document that is not known yet
   * @throws GraphQLError BAD_USER_INPUT for a document whose parsing or validation would take long
   */
  admit(text: string, charge: (reading: Reading) => void): void {
    const key = keyOf(text);
    if (this.#kept.has(key)) return;
    const { result, ...reading } = readDocument(text, this.#maxTokens);
    if (typeof result === 'string') throw codedError('BAD_USER_INPUT', result, { status: 400 });
    charge(reading);
    this.#keep(key, text.length, result);
  }

  /**
   * Returns the document of a text, the same object each time, or what is wrong with it. A text that was not admitted
   * is read without limits; it has to be one that we trust.
   */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const key = keyOf(text);
    const kept = this.#kept.get(key) ?? this.#keep(key, text.length, parsed(text));
    if (kept.parsed instanceof GraphQLError) return [coded(kept.parsed, 'GRAPHQL_PARSE_FAILED')];
    kept.errors ??= validate(this.#schema, kept.parsed, this.#rules);
    if (kept.errors.length === 0) return kept.parsed;
    return kept.errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  }

  /** Returns an admitted document, valid or not; null where it is not known, or cannot be parsed. */
  parsed(text: string): DocumentNode | null {
    const document = this.#kept.get(keyOf(text))?.parsed;
    return document === undefined || document instanceof GraphQLError ? null : document;
  }

  /** Returns a valid document by the SHA-256 of its text, in hexadecimal digits; undefined where there is none. */
  validByHash(sha256: string): DocumentNode | undefined {
    const kept = this.#kept.get(sha256);
    if (kept === undefined || kept.parsed instanceof GraphQLError) return undefined;
    kept.errors ??= validate(this.#schema, kept.parsed, this.#rules);
    return kept.errors.length === 0 ? kept.parsed : undefined;
  }

  /** Returns the text of a valid document by its SHA-256; undefined where there is none. */
  textOf(sha256: string): string | undefined {
    return this.validByHash(sha256)?.loc?.source.body;
  }

  /** Keeps a document that was parsed and validated elsewhere, by the same rules. */
  keepValid(sha256: string, document: DocumentNode): void {
    this.#keep(sha256, document.loc?.end ?? 0, document).errors = [];
  }

  #keep(key: string, characters: number, document: DocumentNode | GraphQLError): Kept {
    const kept: Kept = { parsed: document, errors: null };
    this.#kept.set(key, kept, { size: characters + 1 });
    return kept;
  }
}

const keyOf = (text: string): string => hash('sha256', text);

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    return error as GraphQLError;
  }
}

/** Gives an error its code, unless one of our rules has given it one. */
function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null, originalError, extensions } = error;
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    // By it, what exceeds one of our limits gets the code that it has over HTTP.
    ...(originalError && { originalError }),
    extensions: { code, ...extensions },
  });
}

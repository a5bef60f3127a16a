import { hash } from 'node:crypto';
import {
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { codedError } from '../codedError.js';
import type { ErrorCode } from '../errorCodes.js';
import { readDocument, type Reading } from '../limits/readDocument.js';
import { GRAPHQL_RULES } from './graphqlRules.js';

/** Characters of all documents that are kept. */
const KEPT = 4_000_000;

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  /** Rules that documents must keep in addition to those of GraphQL. */
  readonly rules: readonly ValidationRule[];
  /** The most tokens of a document. */
  readonly maxTokens: number;
}

/**
 * The documents of all transports. A document is lexed and parsed once, when it is admitted, and validated once, when
 * it is executed for the first time. Plans and compiled operations are kept by the objects that this class returns.
 */
export class Documents {
  /** By the SHA-256 of the text, by which Apollo asks, too. */
  readonly #kept = new LRUCache<string, DocumentNode | GraphQLError>({ maxSize: KEPT });
  /** What is wrong with documents that were validated. */
  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  readonly #schema: GraphQLSchema;
  readonly #rules: readonly ValidationRule[];
  readonly #maxTokens: number;

  constructor({ schema, rules, maxTokens }: DocumentsOptions) {
    this.#schema = schema;
    this.#rules = [...GRAPHQL_RULES, ...rules];
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
    const document = this.#kept.get(key) ?? this.#keep(key, text.length, parsed(text));
    if (document instanceof GraphQLError) return [coded(document, 'GRAPHQL_PARSE_FAILED')];
    const errors = this.errorsIn(document);
    return errors.length === 0 ? document : errors;
  }

  /** Returns what is wrong with a document, whether it is kept or not. */
  errorsIn(document: DocumentNode): readonly GraphQLError[] {
    let errors = this.#errors.get(document);
    if (errors === undefined) {
      errors = validate(this.#schema, document, this.#rules).map((error) =>
        coded(error, 'GRAPHQL_VALIDATION_FAILED'),
      );
      this.#errors.set(document, errors);
    }
    return errors;
  }

  /** Returns an admitted document, valid or not; null where it is not known, or cannot be parsed. */
  parsed(text: string): DocumentNode | null {
    return this.byHash(keyOf(text));
  }

  /**
   * Returns a document, valid or not, by the SHA-256 of its text in hexadecimal digits; null where it is not known, or
   * cannot be parsed.
   */
  byHash(sha256: string): DocumentNode | null {
    const document = this.#kept.get(sha256);
    return document === undefined || document instanceof GraphQLError ? null : document;
  }

  /** Keeps a document that was parsed elsewhere. */
  keep(sha256: string, document: DocumentNode): void {
    this.#keep(sha256, document.loc?.end ?? 0, document);
  }

  /** Returns the text of a valid document by its SHA-256; undefined where there is none. */
  textOf(sha256: string): string | undefined {
    const document = this.byHash(sha256);
    return document !== null && this.errorsIn(document).length === 0 ? document.loc?.source.body : undefined;
  }

  #keep<Parsed extends DocumentNode | GraphQLError>(
    key: string,
    characters: number,
    document: Parsed,
  ): Parsed {
    this.#kept.set(key, document, { size: characters + 1 });
    return document;
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

/** Gives an error its code, unless one of our rules has given it one, and the status of its HTTP answer. */
function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null, extensions, originalError } = error;
  const http: object = { status: 400, headers: new Map() };
  return new GraphQLError(message, {
    nodes,
    source,
    positions,
    // By it, what exceeds one of our limits gets the code that it has over HTTP.
    originalError,
    extensions: { code, http, ...extensions },
  });
}

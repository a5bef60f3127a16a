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
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import type { ErrorCode } from '../errorCodes.js';
import { PRICES } from '../limits/prices.js';
import { readDocument, type ReadDocument } from '../limits/readDocument.js';

/** Characters of all documents that are kept. */
const KEPT = 4_000_000;
/** What a document that is refused for its length counts as, because only the message is kept. */
const REFUSAL = 500;

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  /** Rules that documents must keep in addition to those of GraphQL. */
  readonly rules: readonly ValidationRule[];
  /** The most tokens of a document. */
  readonly maxTokens: number;
}

interface Kept {
  readonly parsed: ReadDocument;
  /** The valid document, or what is wrong with it; null until it is validated. */
  outcome: DocumentNode | readonly GraphQLError[] | null;
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
   * Admits a document that a client sent. One that cannot be parsed is admitted, too: `read` returns its error. What
   * is wrong with a document is kept like a good one, so that a repeated one takes no work.
   *
   * @param charge called before each step with the points that it costs, whatever becomes of the document
   * @throws GraphQLError BAD_USER_INPUT for a document whose parsing or validation would take long
   */
  admit(text: string, charge: (points: number) => void): void {
    const key = keyOf(text);
    let kept = this.#kept.get(key);
    charge(kept === undefined ? PRICES.request : priceOf(kept));
    kept ??= this.#keep(key, text.length, readDocument(text, this.#maxTokens, charge));
    if (typeof kept.parsed === 'string') throw tooMuch(kept.parsed);
  }

  /**
   * Returns the document of a text, the same object each time, or what is wrong with it. A text that was not admitted
   * is read without limits; it has to be one that we trust.
   */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const key = keyOf(text);
    return this.#outcomeOf(this.#kept.get(key) ?? this.#keep(key, text.length, parsed(text)));
  }

  /** Returns an admitted document, valid or not; null where it is not known, or cannot be parsed. */
  parsed(text: string): DocumentNode | null {
    const document = this.#kept.get(keyOf(text))?.parsed;
    return document !== undefined && isDocument(document) ? document : null;
  }

  /**
   * Returns a kept document by the SHA-256 of its text, in hexadecimal digits, or what is wrong with it: the same object
   * each time. It returns undefined where none is kept.
   */
  known(sha256: string): DocumentNode | readonly GraphQLError[] | undefined {
    const kept = this.#kept.get(sha256);
    return kept && this.#outcomeOf(kept);
  }

  /** Keeps a document that was parsed and validated elsewhere, by the same rules. */
  keepValid(sha256: string, document: DocumentNode): void {
    this.#keep(sha256, document.loc?.end ?? 0, document).outcome = document;
  }

  #keep(key: string, characters: number, document: ReadDocument): Kept {
    const kept: Kept = { parsed: document, outcome: null };
    this.#kept.set(key, kept, { size: typeof document === 'string' ? REFUSAL : characters + REFUSAL });
    return kept;
  }

  #outcomeOf(kept: Kept): DocumentNode | readonly GraphQLError[] {
    return (kept.outcome ??= this.#validated(kept.parsed));
  }

  #validated(parsed: ReadDocument): DocumentNode | readonly GraphQLError[] {
    if (typeof parsed === 'string') return [tooMuch(parsed)];
    if (parsed instanceof GraphQLError) return [coded(parsed, 'GRAPHQL_PARSE_FAILED')];
    const errors = validate(this.#schema, parsed, this.#rules);
    return errors.length === 0 ? parsed : errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
  }
}

const isDocument = (parsed: ReadDocument): parsed is DocumentNode =>
  typeof parsed !== 'string' && !(parsed instanceof GraphQLError);

/** Returns what a request with a known document costs, apart from executing it. */
function priceOf({ parsed, outcome }: Kept): number {
  if (typeof parsed === 'string') return PRICES.keptAnswer;
  const isRefused = !isDocument(parsed) || (outcome !== null && !('kind' in outcome));
  return isRefused ? PRICES.keptRefusal : PRICES.request;
}

const tooMuch = (message: string): GraphQLError => codedError('BAD_USER_INPUT', message, { status: 400 });

const keyOf = (text: string): string => hash('sha256', text);

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    return error as GraphQLError;
  }
}

/** Gives an error its code. What our own rules refuse is no mistake of GraphQL, so that it has another one. */
function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null, extensions, originalError } = error;
  const own: ErrorCode = originalError instanceof UserError ? 'BAD_USER_INPUT' : code;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code: own, ...extensions } });
}

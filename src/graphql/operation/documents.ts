import { hash } from 'node:crypto';
import {
  GraphQLError,
  Kind,
  parse,
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
import { shortMessage } from '../shortMessage.js';
import { GRAPHQL_RULES } from './graphqlRules.js';
import { namesSecretField } from './namesSecretField.js';
import { secretLiteral } from './secretLiteral.js';
import { severalGuesses } from './severalGuesses.js';
import { TrustedDocuments } from './trustedDocuments.js';
import { withoutValues } from './withoutValues.js';

/** Characters of all documents that are kept. */
const KEPT = 4_000_000;
/** What keeping a document takes in addition to its characters. Of one that is refused for its length, no more is kept. */
const ENTRY = 500;

export interface DocumentsOptions {
  readonly schema: GraphQLSchema;
  /** Rules that documents must keep in addition to those of GraphQL. */
  readonly rules: readonly ValidationRule[];
  /** Documents that need not keep them; none where it is left out. */
  readonly trusted?: Pick<TrustedDocuments, 'has'>;
  /** The most tokens of a document. */
  readonly maxTokens: number;
  /** Whether errors tell no names of the schema that a client may have meant; false where it is left out. */
  readonly hideSuggestions?: boolean;
}

interface Kept {
  /** An empty document stands for a text that was not parsed, or cannot be. */
  readonly document: DocumentNode;
  readonly isParsed: boolean;
  /** Why the text is not even parsed; null for all others. */
  readonly refusal: GraphQLError | null;
}

/**
 * The documents of all transports. A document is lexed, parsed and validated once, when it is admitted. Plans and
 * compiled operations are kept by the objects that this class returns.
 */
export class Documents {
  /** By the SHA-256 of the text, by which Apollo asks, too. */
  readonly #kept = new LRUCache<string, Kept>({ maxSize: KEPT });
  /** What is wrong with documents that were validated, and with what empty documents stand for. */
  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  readonly #schema: GraphQLSchema;
  readonly #rules: readonly ValidationRule[];
  readonly #trusted: Pick<TrustedDocuments, 'has'>;
  readonly #maxTokens: number;
  readonly hideSuggestions: boolean;

  constructor({
    schema,
    rules,
    trusted = new TrustedDocuments(),
    maxTokens,
    hideSuggestions = false,
  }: DocumentsOptions) {
    this.hideSuggestions = hideSuggestions;
    this.#schema = schema;
    this.#rules = [...GRAPHQL_RULES, ...rules];
    this.#trusted = trusted;
    this.#maxTokens = maxTokens;
  }

  /**
   * Admits a document that a client sent. One that cannot be parsed is admitted, too: `read` returns its error. What
   * is wrong with a document is kept like a good one, so that a repeated one takes no work.
   *
   * @param received units for receiving the document
   * @param charge called with the units of each step, whatever becomes of the document
   * @throws GraphQLError BAD_USER_INPUT for a document whose parsing or validation would take long
   */
  admit(text: string, received: number, charge: (units: number) => void): void {
    const key = keyOf(text);
    let kept = this.#kept.get(key);
    charge(received + (kept === undefined ? 0 : this.#priceOf(kept)));
    kept ??= this.#keep(key, text, readDocument(text, this.#maxTokens, charge));
    if (kept.refusal !== null) throw kept.refusal;
    if (this.#errors.has(kept.document)) return;
    const { length } = this.errorsIn(kept.document);
    if (length > 0) charge(length * PRICES.invalid);
  }

  /**
   * Returns the document of a text, the same object each time, or what is wrong with it. A text that was not admitted
   * is read without limits; it has to be one that we trust.
   */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const key = keyOf(text);
    const { document } = this.#kept.get(key) ?? this.#keep(key, text, parsed(text));
    const errors = this.errorsIn(document);
    return errors.length === 0 ? document : errors;
  }

  /** Returns what is wrong with a document, whether it is kept or not. */
  errorsIn(document: DocumentNode): readonly GraphQLError[] {
    let errors = this.#errors.get(document);
    if (errors === undefined) {
      const guesses = severalGuesses(this.#schema, document);
      // Many guesses break other rules, too, and are to be told by one error.
      const found = guesses === null ? this.#validate(document) : [guesses];
      errors = found.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
      this.#errors.set(document, errors);
    }
    return errors;
  }

  #validate(document: DocumentNode): readonly GraphQLError[] {
    const { hideSuggestions } = this;
    const errors = validate(this.#schema, document, this.#rules, { hideSuggestions });
    // To recognise a document takes time, which those that break no rule need not.
    return errors.length > 0 && this.#trusted.has(document)
      ? validate(this.#schema, document, GRAPHQL_RULES, { hideSuggestions })
      : errors;
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
    const kept = this.#kept.get(sha256);
    return kept?.isParsed ? kept.document : null;
  }

  /**
   * Returns a kept document by the SHA-256 of its text, or an empty one that stands for a text that cannot be parsed:
   * `errorsIn` returns the error. It returns undefined where none is kept.
   */
  known(sha256: string): DocumentNode | undefined {
    return this.#kept.get(sha256)?.document;
  }

  /** Returns the text of a valid document by its SHA-256; undefined where there is none. */
  textOf(sha256: string): string | undefined {
    const document = this.byHash(sha256);
    return document !== null && this.errorsIn(document).length === 0 ? document.loc?.source.body : undefined;
  }

  /** Keeps a document that was parsed elsewhere. */
  keep(sha256: string, document: DocumentNode): void {
    this.#keep(sha256, document.loc?.source.body ?? '', document);
  }

  /** Keeps a document, unless it has a secret. Of one that is not valid and may have one, only the errors are kept. */
  #keep(key: string, text: string, read: ReadDocument): Kept {
    const secret = isDocument(read) ? secretLiteral(this.#schema, read) : null;
    if (secret !== null) return this.#refused([secret], secret);
    const kept = namesSecretField(this.#schema, text) ? this.#withoutText(read) : this.#entryOf(read);
    this.#kept.set(key, kept, { size: kept.refusal === null ? text.length + ENTRY : ENTRY });
    return kept;
  }

  #withoutText(read: ReadDocument): Kept {
    const kept = this.#entryOf(read);
    const errors = this.errorsIn(kept.document);
    return errors.length === 0 ? kept : this.#refused(errors.map(withoutValues), kept.refusal);
  }

  /** Returns an empty document that stands for one with these errors. */
  #refused(errors: readonly GraphQLError[], refusal: GraphQLError | null): Kept {
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };
    this.#errors.set(document, errors);
    return { document, isParsed: false, refusal };
  }

  #entryOf(read: ReadDocument): Kept {
    if (isDocument(read)) return { document: read, isParsed: true, refusal: null };
    const refusal = typeof read === 'string' ? codedError('BAD_USER_INPUT', read, { status: 400 }) : null;
    return this.#refused([refusal ?? coded(read as GraphQLError, 'GRAPHQL_PARSE_FAILED')], refusal);
  }

  /** Returns what it costs to say once more what is wrong with a document. */
  #priceOf({ document }: Kept): number {
    const errors = this.#errors.get(document)?.length ?? 0;
    return errors > 1 ? (errors - 1) * PRICES.keptError : 0;
  }
}

const isDocument = (read: ReadDocument): read is DocumentNode =>
  typeof read !== 'string' && !(read instanceof GraphQLError);

const keyOf = (text: string): string => hash('sha256', text);

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    return error as GraphQLError;
  }
}

/**
 * Gives an error its code, and the status of its HTTP answer. What our own rules refuse is no mistake of GraphQL, so that
 * it has another code.
 */
function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null, extensions, originalError } = error;
  const own: ErrorCode = originalError instanceof UserError ? 'BAD_USER_INPUT' : code;
  const http: object = { status: 400, headers: new Map() };
  return new GraphQLError(shortMessage(message), {
    nodes,
    source,
    positions,
    originalError,
    extensions: { code: own, http, ...extensions },
  });
}

import {
  parse,
  specifiedRules,
  validate,
  GraphQLError,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationRule,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ErrorCode } from '../errorCodes.js';

/** Characters of the documents that are kept, all together. */
const KEPT = 4_000_000;

/** Documents that came over sockets and event streams, parsed and validated once. (Those over HTTP Apollo keeps.) */
export class Documents {
  readonly #kept = new LRUCache<string, DocumentNode>({
    maxSize: KEPT,
    sizeCalculation: (_, text) => text.length + 1,
  });
  readonly #rules: readonly ValidationRule[];

  /** @param rules that documents keep beside those of the language */
  constructor(
    private readonly schema: GraphQLSchema,
    rules: readonly ValidationRule[],
  ) {
    this.#rules = [...specifiedRules, ...rules];
  }

  /** The same object for the same text, or what is wrong with it. */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    let document: DocumentNode;
    try {
      document = parse(text);
    } catch (error) {
      return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
    }
    const errors = validate(this.schema, document, this.#rules);
    if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    this.#kept.set(text, document);
    return document;
  }
}

/** A rule of ours may have given it a code already. */
function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes = null, source = null, positions = null, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code, ...extensions } });
}

import {
  BREAK,
  execute,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type SourceLocation,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

export interface ParsedOperation {
  /** The same object each time the same text comes: what is compiled is kept by it. */
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Compiling takes as long as interpreting some ten times, so what comes once or twice is interpreted. */
const INTERPRETED_FIRST = 2;
/** Compiled operations that are kept: each is some ten to fifty kilobytes of code. */
const MOST_COMPILED = 500;

interface Seen {
  times: number;
  compiled: CompiledQuery | null;
}

/** Executes operations; those that come again are compiled to functions (graphql-jit). */
export class CompiledOperations {
  /** By document, and by the name of one of its operations. */
  readonly #seen = new WeakMap<DocumentNode, Map<string | null, Seen>>();
  readonly #kept = new LRUCache<Seen, true>({
    max: MOST_COMPILED,
    dispose: (_, seen) => {
      seen.times = 0;
      seen.compiled = null;
    },
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /** @param rootValue of a subscription: what the result is of */
  async execute(
    operation: ParsedOperation,
    contextValue: object,
    rootValue?: unknown,
  ): Promise<ExecutionResult> {
    const { document, operationName, variables } = operation;
    const compiled = this.#compiled(operation);
    const result = await compiled?.query(rootValue, contextValue, variables);
    // No data, not even null: the variables were refused, and graphql-js says better why.
    if (result?.data !== undefined) return withErrorsOf(document, result);
    const { schema } = this;
    return execute({ schema, document, operationName, variableValues: variables, contextValue, rootValue });
  }

  /** Null where it is interpreted. */
  #compiled({ document, operationName }: ParsedOperation): CompiledQuery | null {
    let byName = this.#seen.get(document);
    if (byName === undefined) this.#seen.set(document, (byName = new Map()));
    let seen = byName.get(operationName);
    if (seen === undefined) byName.set(operationName, (seen = { times: 0, compiled: null }));
    if (seen.times++ === INTERPRETED_FIRST && !hasConditionalFragments(document)) {
      const compiled = compileQuery(this.schema, document, operationName ?? undefined);
      if (isCompiledQuery(compiled)) {
        seen.compiled = compiled;
        this.#kept.set(seen, true);
      }
    }
    if (seen.compiled !== null) this.#kept.get(seen);
    return seen.compiled;
  }
}

/** graphql-jit has an error of its own, which looks like a GraphQLError and is none. */
function withErrorsOf({ loc }: DocumentNode, result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  // Of where these are made nobody asks; with hundreds of them it would take longer than all else to write it down.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const errors = result.errors.map(({ message, locations = [], path, originalError }) => {
      const source = loc?.source;
      return new GraphQLError(message, {
        ...(source && { source, positions: locations.map((location) => offsetOf(source.body, location)) }),
        path,
        originalError,
      });
    });
    return { ...result, errors };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function offsetOf(text: string, { line, column }: SourceLocation): number {
  let start = 0;
  const breaks = /\r\n|[\n\r]/g;
  for (let k = 1; k < line && breaks.exec(text) !== null; k++) start = breaks.lastIndex;
  return start + column - 1;
}

/**
 * graphql-jit 0.8.9 takes a fragment that is left out for one that was there already: of `...F @include(if: $x) ...F`
 * with $x false nothing is left. So where there are both named fragments and conditions, nothing is compiled.
 */
function hasConditionalFragments(document: DocumentNode): boolean {
  let [hasSpreads, hasConditions] = [false, false];
  visit(document, {
    enter: ({ kind }) => {
      if (kind === Kind.FRAGMENT_SPREAD) hasSpreads = true;
      if (kind === Kind.DIRECTIVE) hasConditions = true;
      return hasSpreads && hasConditions ? BREAK : undefined;
    },
  });
  return hasSpreads && hasConditions;
}

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
import type { ParsedOperation } from './parsedOperation.js';

/** Compiling takes as long as interpreting some ten times, so the first executions of an operation are interpreted. */
const INTERPRETED_FIRST = 2;
/** How many compiled operations are kept. Each is some ten to fifty kilobytes of code. */
const MOST_COMPILED = 500;

interface Seen {
  times: number;
  compiled: CompiledQuery | null;
}

/** Executes operations. One that is executed for the third time is compiled to a function (graphql-jit). */
export class CompiledOperations {
  /** By document, and by operation name. */
  readonly #seen = new WeakMap<DocumentNode, Map<string | null, Seen>>();
  readonly #kept = new LRUCache<Seen, true>({
    max: MOST_COMPILED,
    dispose: (_, seen) => {
      seen.times = 0;
      seen.compiled = null;
    },
  });

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @param rootValue what a result of a subscription is about; left out for queries and mutations
   * @param mayCompile called before the operation is compiled; where it returns false, it is interpreted from then on
   */
  async execute(
    operation: ParsedOperation,
    contextValue: object,
    rootValue?: unknown,
    mayCompile: () => boolean = () => true,
  ): Promise<ExecutionResult> {
    const { document, variables } = operation;
    const compiled = this.#compiled(operation, mayCompile);
    const result = await compiled?.query(rootValue, contextValue, variables);
    // Without data, not even null, the variables were refused. graphql-js says better why.
    if (result?.data !== undefined) return withErrorsOf(document, result);
    return this.interpret(operation, contextValue, rootValue);
  }

  /** Executes an operation by graphql-js, for one whose variables or arguments are refused. */
  async interpret(
    { document, operationName, variables }: ParsedOperation,
    contextValue: object,
    rootValue?: unknown,
  ): Promise<ExecutionResult> {
    const { schema } = this;
    return execute({ schema, document, operationName, variableValues: variables, contextValue, rootValue });
  }

  /** Returns null where the operation is to be interpreted. */
  #compiled({ document, operationName }: ParsedOperation, mayCompile: () => boolean): CompiledQuery | null {
    let byName = this.#seen.get(document);
    if (byName === undefined) this.#seen.set(document, (byName = new Map()));
    let seen = byName.get(operationName);
    if (seen === undefined) byName.set(operationName, (seen = { times: 0, compiled: null }));
    if (seen.times++ === INTERPRETED_FIRST && !hasConditionalFragments(document) && mayCompile()) {
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

/** Replaces the errors of graphql-jit, which look like GraphQLErrors and are none. */
function withErrorsOf({ loc }: DocumentNode, result: ExecutionResult): ExecutionResult {
  if (result.errors === undefined) return result;
  // Their stacks are never shown. With hundreds of errors, capturing these would take longer than all else.
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
 * Whether a document has both named fragments and conditions. Such documents are not compiled, because graphql-jit
 * 0.8.9 takes a fragment that is left out for one that is there already: with $x false it leaves nothing of `...F
 * @include(if: $x) ...F`.
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

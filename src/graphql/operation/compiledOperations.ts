import {
  execute,
  Kind,
  OperationTypeNode,
  visit,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { GraphqlContext } from '../context.js';
import { compilableDocument } from './compiled/compilableDocument.js';
import { compilableSchema } from './compiled/compilableSchema.js';
import { Run, type Place } from './compiled/run.js';
import type { ParsedOperation } from './parsedOperation.js';
import { redactSecrets } from './redactSecrets.js';
import { withInputCodes } from './withInputCodes.js';

/** Compiling takes as long as interpreting some ten times, so the first executions of an operation are interpreted. */
const INTERPRETED_FIRST = 2;
/** How many compiled operations are kept. Each is some ten to fifty kilobytes of code. */
const MOST_COMPILED = 500;
/** How many sets of conditions of one operation are told apart. */
const MOST_FORMS = 20;

/** An operation with one set of conditions, which is one compiled function. */
interface Form {
  times: number;
  compiled: { readonly query: CompiledQuery['query']; readonly places: readonly Place[] } | null;
}

interface Forms {
  /** The variables of its directives. */
  readonly conditions: readonly string[];
  readonly byConditions: LRUCache<string, Form>;
}

/**
 * Executes operations. A query or subscription that is executed for the third time is compiled to a function
 * (graphql-jit). Answers are those of graphql-js: where the function meets an error, graphql-js executes the operation
 * once more with the same context, which reads nothing twice.
 */
export class CompiledOperations {
  readonly #known = new WeakMap<OperationDefinitionNode, Forms>();
  readonly #kept = new LRUCache<Form, true>({
    max: MOST_COMPILED,
    dispose: (_, form) => {
      form.times = 0;
      form.compiled = null;
    },
  });
  #compilable: GraphQLSchema | undefined;

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @param contextValue what resolvers read from; it reads each thing once, however often it is asked for it
   * @param rootValue what a result of a subscription is about; left out for queries and mutations
   * @param mayCompile called before the operation is compiled; where it returns false, it is interpreted from then on
   */
  async execute(
    operation: ParsedOperation,
    contextValue: GraphqlContext,
    rootValue?: unknown,
    mayCompile: () => boolean = () => true,
  ): Promise<ExecutionResult> {
    const compiled = this.#compiled(operation, mayCompile);
    if (compiled === null) return this.interpret(operation, contextValue, rootValue);
    const run = new Run(contextValue, compiled.places, operation.variables);
    const result: ExecutionResult = await compiled.query(rootValue, run, {});
    // The answer of an operation that was ended is not sent.
    if (result.errors === undefined || contextValue.reads.signal?.aborted) return result;
    return this.interpret(operation, contextValue, rootValue);
  }

  /** Executes an operation by graphql-js. */
  async interpret(
    parsed: ParsedOperation,
    contextValue: object,
    rootValue?: unknown,
  ): Promise<ExecutionResult> {
    const { document, operation, sent } = parsed;
    const result = await execute({
      schema: this.schema,
      document,
      operationName: operation.name?.value ?? null,
      variableValues: sent,
      contextValue,
      rootValue,
    });
    redactSecrets(this.schema, parsed, result.errors ?? []);
    return withInputCodes(result);
  }

  /** Returns null where the operation is to be interpreted. */
  #compiled(operation: ParsedOperation, mayCompile: () => boolean): Form['compiled'] {
    // Executed once more, a mutation would be done twice.
    if (operation.operation.operation === OperationTypeNode.MUTATION) return null;
    const form = this.#formOf(operation);
    if (form.times++ === INTERPRETED_FIRST && mayCompile()) this.#compile(form, operation);
    if (form.compiled !== null) this.#kept.get(form);
    return form.compiled;
  }

  #compile(form: Form, operation: ParsedOperation): void {
    const compilable = compilableDocument(this.schema, operation);
    if (compilable === null) return;
    this.#compilable ??= compilableSchema(this.schema);
    const compiled = compileQuery(this.#compilable, compilable.document);
    if (!isCompiledQuery(compiled)) return;
    form.compiled = { query: compiled.query, places: compilable.places };
    this.#kept.set(form, true);
  }

  #formOf({ document, operation, variables }: ParsedOperation): Form {
    let forms = this.#known.get(operation);
    if (forms === undefined) {
      forms = { conditions: conditionsOf(document), byConditions: new LRUCache({ max: MOST_FORMS }) };
      this.#known.set(operation, forms);
    }
    const key = forms.conditions.map((name) => String(variables[name])).join();
    let form = forms.byConditions.get(key);
    if (form === undefined) forms.byConditions.set(key, (form = { times: 0, compiled: null }));
    return form;
  }
}

function conditionsOf(document: ParsedOperation['document']): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]: (directive) =>
      visit(directive, { [Kind.VARIABLE]: ({ name }) => void names.add(name.value) }),
  });
  return [...names];
}

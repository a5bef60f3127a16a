import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  getOperationAST,
  GraphQLError,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { Caller } from '../../access/caller.js';
import { CursorExpired } from '../../live/cursorExpired.js';
import { retryMs } from '../../live/retryMs.js';
import type { Running, Sink } from '../../live/sink.js';
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import type { ErrorCode } from '../errorCodes.js';
import { formatError } from '../errors.js';
import type { ParsedOperation } from '../operation/compiledOperations.js';
import type { Documents } from '../operation/documents.js';
import type { Operations } from '../operation/operations.js';
import { groupKey } from './groupKey.js';
import type { OperationRequest } from './operationRequest.js';
import { ResultEncoder } from './resultEncoder.js';
import { sourceOf } from './sourceOf.js';
import type { StartOperation } from './startOperation.js';

export interface StartOperationOptions {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly operations: Operations;
  /**
   * The text of the document that a request names.
   *
   * @throws GraphQLError for one that is not looked at further
   */
  readonly documentOf: (request: OperationRequest, caller: string) => string;
  /** The context of one operation, or of the results that a group gets together. */
  readonly contextOf: (caller: string) => Promise<GraphqlContext>;
  /**
   * Of the results of subscriptions: not rate limited, as nobody asked for each.
   *
   * @param mayBeOutdated whether a snapshot from before the event will do: the newest one is read for some time
   */
  readonly contextOfEvents: (mayBeOutdated: boolean) => Promise<GraphqlContext>;
  /** How far the log is read now. */
  readonly cursor: () => string;
  /** What happened behind an error that is not shown, with the id that is shown in its place. */
  readonly onFailure: (error: unknown, requestId: string) => void;
}

/** Executes operations that come over sockets and event streams. */
export function createStartOperation(options: StartOperationOptions): StartOperation {
  return (request, caller, sink) => {
    const started = new Started(options, request, caller, sink);
    void started.run();
    return started;
  };
}

class Started implements Running {
  /** From here on nothing is missed, however long it takes until the operation is looked at. */
  readonly #cursor: string;
  #running: Running | null = null;
  #isStopped = false;

  constructor(
    private readonly options: StartOperationOptions,
    private readonly request: OperationRequest,
    private readonly caller: Caller,
    private readonly sink: Sink,
  ) {
    this.#cursor = options.cursor();
  }

  resume(): void {
    this.#running?.resume();
  }

  stop(): void {
    this.#isStopped = true;
    this.#running?.stop();
  }

  async run(): Promise<void> {
    try {
      const operation = this.#read();
      const kind = getOperationAST(operation.document, operation.operationName)?.operation;
      if (kind === 'subscription') await this.#subscribe(operation);
      else await this.#execute(operation);
    } catch (error) {
      if (!this.#isStopped) this.sink.fail(this.#format(Array.isArray(error) ? error : [error]));
    }
  }

  /** @throws GraphQLError, or several of them */
  #read(): ParsedOperation {
    const { documents, documentOf } = this.options;
    const document = documents.read(documentOf(this.request, this.caller.name));
    if (!('kind' in document)) throw document;
    const { operationName = null, variables = null } = this.request;
    if (operationName !== null && typeof operationName !== 'string') {
      throw badRequest('operationName', 'a text', operationName);
    }
    if (variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) {
      throw badRequest('variables', 'an object', variables);
    }
    const operation = getOperationAST(document, operationName);
    if (!operation) {
      throw codedError(
        'OPERATION_RESOLUTION_FAILURE',
        operationName === null
          ? 'Expected one operation, or the name of one as `operationName`, but the document has several, or none.'
          : `Expected the name of an operation of the document, got ${JSON.stringify(operationName.slice(0, 80))}.`,
        { status: 400 },
      );
    }
    return { document, operationName, variables: (variables ?? {}) as ParsedOperation['variables'] };
  }

  async #execute(operation: ParsedOperation): Promise<void> {
    const { contextOf, operations } = this.options;
    const context = await contextOf(this.caller.name);
    const result = await operations.execute(operation, context);
    if (this.#isStopped) return;
    this.sink.write([{ cursor: null, payload: this.#encode(result) }]);
    this.sink.complete();
  }

  async #subscribe(operation: ParsedOperation): Promise<void> {
    this.options.operations.chargeSubscription(this.caller.name, operation);
    const running = await this.#source(operation);
    if (running === null) return;
    this.#running = running;
    if (this.#isStopped) running.stop();
  }

  /**
   * Tried until it succeeds: a client takes an error for the end, and nothing is missed meanwhile.
   *
   * @returns null where it was stopped
   * @throws GraphQLError, CursorExpired or UserError where it is refused
   */
  async #source(operation: ParsedOperation): Promise<Running | null> {
    const { contextOf, contextOfEvents, onFailure, operations, schema } = this.options;
    const encoder = new ResultEncoder({
      execute: (context, roots) => operations.executeOn(roots, operation, context),
      encode: (result) => this.#encode(result),
      // An event brings its score, stock and company; only who looks into a book needs the newest one.
      contextOf: (isRetry) => contextOfEvents(!isRetry && !operations.readsBooks(operation)),
    });
    for (let attempt = 0; !this.#isStopped; attempt++) {
      try {
        const source = await sourceOf(schema, operation, await contextOf(this.caller.name));
        return await source.start({
          key: groupKey(operation, this.caller.rights.key),
          cursor: this.#cursor,
          encode: (roots) => encoder.encode(roots),
          onFailure: (error) => onFailure(error, randomUUID()),
          sink: this.sink,
        });
      } catch (error) {
        if (isRefusal(error)) throw error;
        onFailure(error, randomUUID());
        await wait(retryMs(attempt), undefined, { ref: false });
      }
    }
    return null;
  }

  #encode({ data, errors, extensions }: ExecutionResult): Buffer {
    // As Apollo writes it: errors first.
    const shown = errors === undefined ? {} : { errors: this.#format(errors) };
    return Buffer.from(JSON.stringify({ ...shown, data, ...(extensions && { extensions }) }));
  }

  #format(errors: readonly unknown[]): GraphQLFormattedError[] {
    return errors.map((error) => {
      const requestId = randomUUID();
      const graphqlError = asGraphqlError(error);
      const { extensions, ...formatted } = formatError(graphqlError.toJSON(), graphqlError, (cause) =>
        this.options.onFailure(cause, requestId),
      );
      const told: Record<string, unknown> = { ...extensions, requestId };
      // What an HTTP answer would have.
      delete told['http'];
      return { ...formatted, extensions: told };
    });
  }
}

/** Whether the caller is to know, and trying again would not help. */
function isRefusal(error: unknown): boolean {
  if (error instanceof GraphQLError) return error.extensions['code'] !== ('TIMEOUT' satisfies ErrorCode);
  return Array.isArray(error) || error instanceof CursorExpired || error instanceof UserError;
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof CursorExpired) {
    return codedError('CURSOR_EXPIRED', error.message, { status: 410, details: { oldest: error.oldest } });
  }
  return new GraphQLError('failed', { originalError: error as Error });
}

function badRequest(name: string, expected: string, came: unknown): GraphQLError {
  return codedError(
    'BAD_REQUEST',
    `Expected ${expected} as \`${name}\`, got ${JSON.stringify(came).slice(0, 80)}.`,
    {
      status: 400,
    },
  );
}

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Caller } from '../../access/caller.js';
import { CursorExpired } from '../../live/cursorExpired.js';
import { liveBackoffMs } from '../../live/liveBackoffMs.js';
import type { Running, Sink } from '../../live/sink.js';
import { UserError } from '../../userError.js';
import type { ErrorCode } from '../errorCodes.js';
import type { OperationRequest } from './operationRequest.js';
import type { ParsedOperation } from './parsedOperation.js';
import { readRequest } from './readRequest.js';
import { ResultWriter } from './resultWriter.js';
import { sharedResults } from './sharedResults.js';
import { sourceOf } from './sourceOf.js';
import type { StartOperation } from './startOperation.js';
import type { StartOperationOptions } from './startOperationOptions.js';

/** Returns a function that executes operations of sockets and event streams. */
export function createStartOperation(options: StartOperationOptions): StartOperation {
  return (request, caller, sink) => {
    const started = new Started(options, request, caller, sink);
    void started.run();
    return started;
  };
}

class Started implements Running {
  /** Taken before anything else, so that nothing is missed, however long it takes to subscribe. */
  readonly #cursor: string;
  readonly #writer: ResultWriter;
  #running: Running | null = null;
  #isStopped = false;

  constructor(
    private readonly options: StartOperationOptions,
    private readonly request: OperationRequest,
    private readonly caller: Caller,
    private readonly sink: Sink,
  ) {
    this.#cursor = options.cursor();
    this.#writer = new ResultWriter((error, requestId) => options.onFailure(error, requestId, caller));
  }

  resume(): void {
    this.#running?.resume();
  }

  stop(): void {
    this.#isStopped = true;
    this.#running?.stop();
  }

  async run(): Promise<void> {
    const { documentOf, documents, schema } = this.options;
    try {
      const text = documentOf(this.request, this.caller);
      const operation = readRequest(schema, this.request, text, documents);
      if (operation.operation.operation === OperationTypeNode.SUBSCRIPTION) await this.#subscribe(operation);
      else await this.#execute(operation);
    } catch (error) {
      if (!this.#isStopped) this.sink.fail(this.#writer.format(Array.isArray(error) ? error : [error]));
    }
  }

  async #execute(operation: ParsedOperation): Promise<void> {
    const { contextOf, operations } = this.options;
    const context = await contextOf(this.caller);
    const result = await operations.execute(operation, context);
    if (this.#isStopped) return;
    this.sink.write([{ cursor: null, payload: this.#writer.encode(result) }]);
    this.sink.complete();
  }

  async #subscribe(operation: ParsedOperation): Promise<void> {
    this.options.operations.admitSubscription(this.caller, operation);
    const running = await this.#startSource(operation);
    if (running === null) return;
    this.#running = running;
    if (this.#isStopped) running.stop();
  }

  /**
   * Tries until the source is started, because a client takes an error for the end. Nothing is missed meanwhile.
   *
   * @returns null where the operation was stopped
   * @throws GraphQLError, CursorExpired or UserError where the subscription is refused
   */
  async #startSource(operation: ParsedOperation): Promise<Running | null> {
    const { contextOf, onFailure, schema } = this.options;
    const shared = sharedResults(this.options, operation, this.caller.rights);
    for (let attempt = 0; !this.#isStopped; attempt++) {
      try {
        const source = await sourceOf(schema, operation, await contextOf(this.caller));
        return await source.start({ ...shared, cursor: this.#cursor, sink: this.sink });
      } catch (error) {
        if (isRefusal(error)) throw error;
        onFailure(error, randomUUID(), this.caller);
        await wait(liveBackoffMs(attempt), undefined, { ref: false });
      }
    }
    return null;
  }
}

/** Whether an error is the client's to fix, so that trying again would not help. */
function isRefusal(error: unknown): boolean {
  if (error instanceof GraphQLError) return error.extensions['code'] !== ('TIMEOUT' satisfies ErrorCode);
  return Array.isArray(error) || error instanceof CursorExpired || error instanceof UserError;
}

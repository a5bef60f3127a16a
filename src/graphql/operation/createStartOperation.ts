import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Caller } from '../../access/caller.js';
import { CursorExpired } from '../../live/cursorExpired.js';
import { liveBackoffMs } from '../../live/liveBackoffMs.js';
import type { Running, Sink } from '../../live/sink.js';
import { UserError } from '../../userError.js';
import type { ErrorCode } from '../errorCodes.js';
import { NO_FACTS, type RequestFacts } from '../requestFacts.js';
import { EndingSink } from './endingSink.js';
import type { OperationRequest } from './operationRequest.js';
import type { ParsedOperation } from './parsedOperation.js';
import { readRequest } from './readRequest.js';
import { ResultWriter } from './resultWriter.js';
import { sharedResults } from './sharedResults.js';
import { sourceOf } from './sourceOf.js';
import type { Admit, StartOperation } from './startOperation.js';
import type { StartOperationOptions } from './startOperationOptions.js';

/** Returns a function that executes operations of sockets and event streams. */
export function createStartOperation(options: StartOperationOptions): StartOperation {
  return (request, caller, sink, admit, facts = NO_FACTS) => {
    const started = new Started(options, caller, sink, facts);
    void started.run(request, admit);
    return started;
  };
}

class Started implements Running {
  /** Taken before anything else, so that nothing is missed, however long it takes to subscribe. */
  readonly #cursor: string;
  readonly #writer: ResultWriter;
  readonly #sink: Sink;
  readonly #stopping = new AbortController();
  #running: Running | null = null;
  /** Ends the count of what a subscription holds. */
  #release = (): void => undefined;

  constructor(
    private readonly options: StartOperationOptions,
    private readonly caller: Caller,
    sink: Sink,
    private readonly facts: RequestFacts,
  ) {
    this.#cursor = options.cursor();
    this.#sink = new EndingSink(sink, () => this.#release());
    this.#writer = new ResultWriter((error, requestId) => options.onFailure(error, requestId, caller));
  }

  resume(): void {
    this.#running?.resume();
  }

  stop(): void {
    this.#stopping.abort();
    this.#release();
    this.#running?.stop();
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** @param request is not kept, because a client may put anything into it, and let the operation run for days */
  async run(request: OperationRequest, admit: Admit | undefined): Promise<void> {
    try {
      const admitting = admit?.();
      if (admitting !== undefined) await admitting;
      if (!this.#isStopped) await this.#start(request);
    } catch (error) {
      if (this.#isStopped) return;
      const errors = this.#writer.format(Array.isArray(error) ? error : [error]);
      this.#count(errors);
      this.#sink.fail(errors);
    }
  }

  #count(errors: readonly Pick<GraphQLFormattedError, 'extensions'>[] = []): void {
    const [first = null] = errors;
    this.options.counts?.count(this.caller.kind, first && first.extensions?.['code']);
  }

  #start(request: OperationRequest): Promise<void> {
    const { documentOf, documents, operations, schema } = this.options;
    const text = documentOf(request, this.caller);
    const charge = (units: number) => operations.chargeReading(this.caller, units);
    const operation = readRequest(schema, request, text, documents, charge);
    const isSubscription = operation.operation.operation === OperationTypeNode.SUBSCRIPTION;
    return isSubscription ? this.#subscribe(operation) : this.#execute(operation);
  }

  async #execute(operation: ParsedOperation): Promise<void> {
    const { contextOf, operations } = this.options;
    const context = await contextOf(this.caller, this.facts);
    context.reads.signal = this.#stopping.signal;
    const result = await operations.execute(operation, context);
    if (this.#isStopped) return;
    this.#count(result.errors);
    this.#sink.write([{ cursor: null, payload: this.#writer.encode(result) }]);
    this.#sink.complete();
  }

  async #subscribe(operation: ParsedOperation): Promise<void> {
    const { caller } = this;
    const { memory, operations } = this.options;
    // They fit their types, which are some levels deep.
    const variableCharacters = JSON.stringify(operation.sent).length;
    const price = operations.admitSubscription(caller, operation);
    const shared = sharedResults(this.options, operation, price, caller);
    const { document } = operation;
    this.#release = memory.hold({ caller: caller.name, group: shared.key, document, variableCharacters });
    const running = await this.#startSource(operation, shared);
    if (running === null) return;
    this.#count();
    this.#running = running;
    if (this.#isStopped) running.stop();
  }

  /**
   * Tries until the source is started, because a client takes an error for the end. Nothing is missed meanwhile.
   *
   * @returns null where the operation was stopped
   * @throws GraphQLError, CursorExpired or UserError where the subscription is refused
   */
  async #startSource(
    operation: ParsedOperation,
    shared: ReturnType<typeof sharedResults>,
  ): Promise<Running | null> {
    const { contextOf, onFailure, operations, schema } = this.options;
    const payer = operations.payerOf(this.caller);
    for (let attempt = 0; !this.#isStopped; attempt++) {
      try {
        const source = await sourceOf(schema, operation, await contextOf(this.caller, this.facts));
        return await source.start({ ...shared, cursor: this.#cursor, payer, sink: this.#sink });
      } catch (error) {
        if (isRefusal(error)) throw error;
        onFailure(error, randomUUID(), this.caller);
        await wait(liveBackoffMs(attempt), undefined, { ref: false });
      }
    }
    return null;
  }
}

/** What passes by itself. */
const PASSING: ReadonlySet<unknown> = new Set(['OVERLOADED', 'TIMEOUT'] satisfies ErrorCode[]);

/** Whether an error is the client's to fix, so that trying again would not help. */
function isRefusal(error: unknown): boolean {
  if (error instanceof GraphQLError) return !PASSING.has(error.extensions['code']);
  return Array.isArray(error) || error instanceof CursorExpired || error instanceof UserError;
}

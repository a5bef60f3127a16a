import type { GraphQLFormattedError } from 'graphql';
import type { OperationRequest } from '../../graphql/operation/operationRequest.js';
import type { Admit, StartOperation } from '../../graphql/operation/startOperation.js';
import type { Frame, Running, Sink } from '../../live/sink.js';
import type { Access } from './access.js';

/** The client of an operation, as the operation sees it. */
export interface OperationClient {
  readonly isFull: boolean;
  readonly unsent: number;
  readonly giveUp: () => void;
}

/** Writes the results and the end of an operation in the form of its protocol. */
export interface OperationWriter {
  readonly next: (frames: readonly Frame[]) => void;
  readonly complete: () => void;
  readonly error: (errors: readonly GraphQLFormattedError[]) => void;
}

/** An operation of a client. It ends once, whichever side ends it, and nothing is written after that. */
export class LiveOperation implements Sink {
  readonly #client: OperationClient;
  readonly #writer: OperationWriter;
  readonly #onEnd: () => void;
  #running: Running | null = null;
  #state: 'open' | 'finished' | 'stopped' = 'open';

  constructor(client: OperationClient, writer: OperationWriter, onEnd: () => void) {
    this.#client = client;
    this.#writer = writer;
    this.#onEnd = onEnd;
  }

  /** @param admit as `StartOperation` takes it */
  start(start: StartOperation, request: OperationRequest, access: Access, admit?: Admit): void {
    const { caller, userAgent = null } = access;
    const running = start(request, caller, this, admit, { sessionCookie: null, userAgent });
    // It may have ended before `start` returned.
    if (this.#state === 'open') this.#running = running;
    else if (this.#state === 'stopped') running.stop();
  }

  resume(): void {
    this.#running?.resume();
  }

  /** Ends the operation without a word to the client. */
  stop(): void {
    const running = this.#running;
    if (this.#end('stopped')) running?.stop();
  }

  write(frames: readonly Frame[]): void {
    if (this.#state === 'open') this.#writer.next(frames);
  }

  get isFull(): boolean {
    return this.#client.isFull;
  }

  get unsent(): number {
    return this.#client.unsent;
  }

  complete(): void {
    if (this.#end('finished')) this.#writer.complete();
  }

  fail(errors: readonly GraphQLFormattedError[]): void {
    if (this.#end('finished')) this.#writer.error(errors);
  }

  giveUp(): void {
    if (this.#state === 'open') this.#client.giveUp();
  }

  #end(state: 'finished' | 'stopped'): boolean {
    if (this.#state !== 'open') return false;
    this.#state = state;
    this.#running = null;
    this.#onEnd();
    return true;
  }
}

import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { OperationRequest } from '../../graphql/operation/operationRequest.js';
import type { Access } from '../subscribers/access.js';
import { beginning, COMMENT, COMPLETE, errorEvents, nextEvents } from './events.js';
import type { LiveClient } from '../subscribers/liveClients.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { liveError, withRequestId } from '../subscribers/liveErrors.js';
import { LiveOperation, type OperationClient } from '../subscribers/liveOperation.js';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // Without it, nginx would buffer.
  'x-accel-buffering': 'no',
};

/** How many rounds in a row nothing may leave before a client is taken for gone. */
const ROUNDS = 4;

/** One operation whose results go out as server-sent events: the distinct connections mode of graphql-sse. */
export class LiveStream implements LiveClient, OperationClient {
  readonly access: Access;
  readonly #response: ServerResponse;
  readonly #requestId: string;
  readonly #context: LiveContext;
  readonly #operation: LiveOperation;
  #stuckRounds = 0;

  /** @param reply was hijacked; its headers are sent with the stream */
  constructor(reply: FastifyReply, access: Access, context: LiveContext, onGone: () => void) {
    const { counts, clients } = context;
    this.access = access;
    this.#context = context;
    this.#response = reply.raw;
    this.#requestId = reply.request.id;
    // Fastify keeps the request as long as the stream is open, which may be for days.
    reply.request.body = undefined;
    this.#operation = new LiveOperation(
      this,
      {
        next: (frames) => {
          if (!this.#isWritable || frames.length === 0) return;
          counts.results += frames.length;
          this.#response.write(nextEvents(frames));
        },
        complete: () => this.#response.end(COMPLETE),
        error: (errors) => this.#endWith(errors),
      },
      () => counts.operations--,
    );
    counts.streams++;
    counts.operations++;
    clients.add(this);
    this.#response.on('drain', () => this.#operation.resume());
    // Without a listener, a client that is gone by now would end the process.
    this.#response.on('error', () => undefined);
    this.#response.once('close', () => {
      this.#operation.stop();
      counts.streams--;
      clients.delete(this);
      onGone();
    });
    this.#response.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...HEADERS });
    // Some browsers take a stream for open only after its first byte.
    this.#response.write(COMMENT);
  }

  start(request: OperationRequest): void {
    const { cursor, start, log } = this.#context;
    try {
      // A client that resumes has its beginning already.
      if (cursor && !hasAfter(request)) this.#response.write(beginning(cursor()));
      this.#operation.start(start, request, this.access.caller);
    } catch (error) {
      log.error({ err: error, requestId: this.#requestId }, 'an operation cannot be started');
      this.#operation.fail([liveError('INTERNAL_SERVER_ERROR')]);
    }
  }

  /** Only where the response will emit `drain` when it is no longer full. */
  get isFull(): boolean {
    return this.#response.writableNeedDrain && this.unsent > this.#context.pace.fullBytes;
  }

  get unsent(): number {
    return this.#response.writableLength;
  }

  giveUp(): void {
    this.#cut();
  }

  forbid(): void {
    this.#operation.stop();
    const message = 'Access has ended: come back with a key or token that counts.';
    this.#endWith([liveError('FORBIDDEN', message)]);
  }

  /** Ends the response without `complete`, so that the client comes back. */
  restart(): void {
    this.#operation.stop();
    this.#response.end();
    this.#cutLater();
  }

  keepAlive(): void {
    this.#stuckRounds = this.unsent > 0 ? this.#stuckRounds + 1 : 0;
    if (this.#stuckRounds >= ROUNDS) this.#cut();
    else if (this.unsent === 0 && this.#isWritable) this.#response.write(COMMENT);
  }

  get #isWritable(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  #endWith(errors: readonly GraphQLFormattedError[]): void {
    this.#response.end(errorEvents(withRequestId(errors, this.#requestId)));
  }

  #cut(): void {
    this.#operation.stop();
    this.#response.destroy();
  }

  /** Cuts the connection if the end does not get through. */
  #cutLater(): void {
    const timer = setTimeout(() => this.#cut(), this.#context.pace.closeMs);
    this.#response.once('close', () => clearTimeout(timer));
  }
}

function hasAfter({ variables }: OperationRequest): boolean {
  const { after = null } = (variables ?? {}) as { readonly after?: unknown };
  return after !== null;
}

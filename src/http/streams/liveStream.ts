import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { OperationRequest } from '../../graphql/operation/operationRequest.js';
import type { Access } from '../subscribers/access.js';
import type { LiveClient } from '../subscribers/liveClients.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { liveError, withRequestId } from '../subscribers/liveErrors.js';
import { LiveOperation, type OperationClient } from '../subscribers/liveOperation.js';
import type { StreamFormat } from './streamFormat.js';

/** How many rounds in a row nothing may leave before a client is taken for gone. */
const ROUNDS = 4;

/** One operation whose results go out as the body of an HTTP answer. */
export class LiveStream implements LiveClient, OperationClient {
  readonly access: Access;
  readonly #response: ServerResponse;
  readonly #format: StreamFormat;
  readonly #requestId: string;
  readonly #context: LiveContext;
  readonly #operation: LiveOperation;
  #stuckRounds = 0;

  /** @param reply was hijacked; its headers are sent with the stream */
  constructor(
    reply: FastifyReply,
    format: StreamFormat,
    access: Access,
    context: LiveContext,
    onGone: () => void,
  ) {
    const { counts, clients } = context;
    this.access = access;
    this.#context = context;
    this.#response = reply.raw;
    this.#format = format;
    this.#requestId = reply.request.id;
    // Fastify keeps the request as long as the stream is open, which may be for days.
    reply.request.body = undefined;
    this.#operation = new LiveOperation(
      this,
      {
        next: (frames) => {
          if (!this.#isWritable || frames.length === 0) return;
          counts.results += frames.length;
          this.#response.write(format.next(frames));
        },
        complete: () => this.#response.end(format.complete),
        error: (errors) => this.#response.end(format.errors(withRequestId(errors, this.#requestId))),
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
    this.#response.writeHead(200, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...format.headers });
    this.#response.write(format.opening);
  }

  start(request: OperationRequest): void {
    const { cursor, start, log } = this.#context;
    try {
      // A client that resumes has its beginning already.
      const { beginning } = this.#format;
      if (cursor && beginning && !hasAfter(request)) this.#response.write(beginning(cursor()));
      this.#operation.start(start, request, this.access);
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
    const message = 'Access has ended, or has changed: come back with an API key that counts.';
    const errors = withRequestId([liveError('FORBIDDEN', message)], this.#requestId);
    this.#response.end(this.#format.fatal(errors));
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
    else if (this.unsent === 0 && this.#isWritable) this.#response.write(this.#format.heartbeat);
  }

  get #isWritable(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
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

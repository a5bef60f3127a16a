import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandler } from 'graphql-sse/lib/use/http';
import type { SubscribePayload } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { ScoreLog } from './scoreLog.js';

/** A log behind the stock servers of graphql-ws and graphql-sse, on one port that stays the same over restarts. */
export class LiveServer {
  readonly log = new ScoreLog();
  readonly #schema = this.log.schema();
  #http: Server | null = null;
  #sockets = new WebSocketServer({ noServer: true });
  #port = 0;

  get socketUrl(): string {
    return `ws://127.0.0.1:${this.#port}/graphql`;
  }

  get streamUrl(): string {
    return `http://127.0.0.1:${this.#port}/graphql/stream`;
  }

  async start(): Promise<void> {
    const sockets = new WebSocketServer({ noServer: true });
    // The service answers an unknown cursor with an error message; the stock server would with a result.
    const onSubscribe = (_: unknown, __: string, { variables }: SubscribePayload) => {
      const expired = this.log.refusal(String(variables?.['after'] ?? ''));
      return expired === null ? undefined : [expired];
    };
    // Where the log ends, as the service says it with each connection.
    const onConnect = () => ({ cursor: this.log.end });
    useServer({ schema: this.#schema, onSubscribe, onConnect }, sockets);
    const stream = createHandler({ schema: this.#schema });
    this.#http = createServer((request, response) => void stream(request, response));
    this.#http.on('upgrade', (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        sockets.emit('connection', webSocket, request),
      ),
    );
    this.#sockets = sockets;
    await once(this.#http.listen(this.#port, '127.0.0.1'), 'listening');
    this.#port = (this.#http.address() as AddressInfo).port;
  }

  /** Everything is cut, and new connections are refused until it is started again. */
  async stop(): Promise<void> {
    this.cut();
    const closed = this.#http === null ? null : once(this.#http, 'close');
    this.#http?.close();
    this.#http?.closeAllConnections();
    await closed;
    this.#http = null;
  }

  /** Closes each socket with a code, or breaks each connection off. */
  cut(code?: number): void {
    for (const socket of this.#sockets.clients) {
      if (code === undefined) socket.terminate();
      else socket.close(code, 'as the test wants');
    }
    if (code === undefined) this.#http?.closeAllConnections();
  }

  /** From now on the open sockets read nothing: what the client sends stays unanswered. */
  freeze(): void {
    for (const socket of this.#sockets.clients) socket.pause();
  }

  thaw(): void {
    for (const socket of this.#sockets.clients) socket.resume();
  }

  get openSockets(): number {
    return this.#sockets.clients.size;
  }
}

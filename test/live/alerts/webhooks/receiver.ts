import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { signatureFault } from '../../../../src/live/alerts/webhooks/signature.js';

/** What a receiver got. */
export interface Received {
  readonly id: string;
  readonly path: string;
  /** Null: the signature was right. */
  readonly fault: string | null;
  readonly body: Record<string, unknown>;
  readonly headers: IncomingMessage['headers'];
}

type Answer = (response: ServerResponse, received: Received) => void;

/** A receiver of webhooks on this machine, which answers as a test says. */
export class Receiver {
  readonly received: Received[] = [];
  /** The secrets of its webhooks, by path. */
  readonly secrets = new Map<string, string>();
  answer: Answer = (response) => response.end();

  private constructor(private readonly server: Server) {}

  static async start(tls?: { readonly key: string; readonly cert: string }): Promise<Receiver> {
    const listener: RequestListener = (request, response) => void receiver.#take(request, response);
    const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
    const receiver = new Receiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  status(code: number, headers: Record<string, string> = {}): void {
    this.answer = (response) => response.writeHead(code, headers).end();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const bytes = Buffer.concat(pieces);
    const { url: path = '', headers } = request;
    const received: Received = {
      id: String(headers['webhook-id']),
      path,
      fault: signatureFault(this.secrets.get(path) ?? '', headers, bytes, new Date()),
      body: JSON.parse(bytes.toString('utf8')) as Record<string, unknown>,
      headers,
    };
    this.received.push(received);
    this.answer(response, received);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

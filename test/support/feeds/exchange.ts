/** A local exchange, which answers as it is told to. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An answer: 200 with this text, a status, or whatever the function does. */
export type Answer =
  | string
  | number
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | ((response: ServerResponse) => void);

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export class Exchange {
  /** What was asked, in order. */
  readonly asked: Asked[] = [];
  /** Answers by path: the first of several is given once, the last one always. */
  readonly answers = new Map<string, Answer[]>();
  /** What all else is answered with. */
  otherwise: Answer = 404;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '';
      this.asked.push({ path, headers: request.headers });
      const answers = this.answers.get(path) ?? [];
      give((answers.length > 1 ? answers.shift() : answers[0]) ?? this.otherwise, response);
    });
  }

  static async open(): Promise<Exchange> {
    const exchange = new Exchange();
    exchange.#server.listen(0, '127.0.0.1');
    await once(exchange.#server, 'listening');
    return exchange;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Forgets what was asked and what is answered. */
  reset(): void {
    this.asked.length = 0;
    this.answers.clear();
    this.otherwise = 404;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

function give(answer: Answer, response: ServerResponse): void {
  if (typeof answer === 'function') {
    answer(response);
    return;
  }
  const {
    status = 200,
    headers = {},
    body = '',
  } = typeof answer === 'string'
    ? { body: answer }
    : typeof answer === 'number'
      ? { status: answer }
      : answer;
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers }).end(body);
}

/** Announces the whole text, and breaks off after the first half. */
export const half =
  (text: string): Answer =>
  (response) => {
    response.writeHead(200, { 'Content-Length': Buffer.byteLength(text) });
    response.write(text.slice(0, text.length / 2), () => response.destroy());
  };

/** Never ends its answer. */
export const stalled: Answer = (response) =>
  void response.writeHead(200, { 'Content-Length': '10' }).write('a');

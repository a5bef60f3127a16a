import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { WebSocket } from 'ws';
import { SocketClient } from '../http/liveApp.js';
import type { Certificate } from './certificate.js';
import type { WebProxy } from './webProxy.js';

/** The name that the configurations of docs/deployment.md serve. */
export const HOST = 'scores.example.com';

export interface ProxyRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The loopback address that the client has. */
  readonly from?: string;
}

export interface ProxyAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A client of the service behind a web server, which it finds at 127.0.0.1. */
export class ProxyClient {
  readonly #ca: Buffer;

  constructor(
    private readonly proxy: Pick<WebProxy, 'httpsPort' | 'httpPort'>,
    { certificate }: Certificate,
  ) {
    this.#ca = readFileSync(certificate);
  }

  /** What a browser sends as the Origin of a page. */
  get origin(): string {
    return `https://${HOST}:${this.proxy.httpsPort}`;
  }

  /** Asks by HTTPS, and waits for the whole answer. */
  async ask(path: string, options: ProxyRequest = {}): Promise<ProxyAnswer> {
    const answer = await this.open(path, options);
    let text = '';
    for await (const piece of answer.setEncoding('utf8')) text += String(piece);
    return { status: answer.statusCode ?? 0, headers: answer.headers, text };
  }

  /** Asks by HTTPS, and returns the answer as soon as its headers are there. */
  open(
    path: string,
    { method = 'GET', headers = {}, body, from }: ProxyRequest = {},
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const url = new URL(path, this.origin);
      const options = { method, headers, localAddress: from, agent: false, ca: this.#ca, lookup: toLoopback };
      httpsRequest(url, options, resolve).on('error', reject).end(body);
    });
  }

  /** Sends an operation as a page of our own does. */
  async operation<Data>(path: string, query: string, options: ProxyRequest = {}): Promise<Data> {
    const { text } = await this.ask(path, {
      method: 'POST',
      body: JSON.stringify({ query }),
      ...options,
      headers: { 'content-type': 'application/json', ...options.headers },
    });
    return JSON.parse(text) as Data;
  }

  /** Asks by HTTP without TLS. */
  askPlainly(path: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const url = `http://${HOST}:${this.proxy.httpPort}${path}`;
      httpRequest(url, { agent: false, lookup: toLoopback }, (answer) => resolve(answer.resume()))
        .on('error', reject)
        .end();
    });
  }

  /** Opens a socket as a page of our own does. */
  socket(path: string): SocketClient {
    const url = new URL(path, this.origin);
    url.protocol = 'wss:';
    const options = { ca: this.#ca, lookup: toLoopback, headers: { origin: this.origin } };
    return new SocketClient(new WebSocket(url, 'graphql-transport-ws', options));
  }
}

const toLoopback: LookupFunction = (_host, { all }, found) =>
  all === true ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4);

import { Agent, request } from 'node:http';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import WebSocket from 'ws';

export interface Sent {
  readonly status: number;
  /** The body, or the payload over a socket. */
  readonly text: string;
  /** Cost units that are left; NaN over a socket. */
  readonly remaining: number;
  readonly isHit: boolean;
}

/** Sends one operation at a time to a server, over one connection and one socket. */
export class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #socket: WebSocket | null = null;
  #ids = 0;

  constructor(private readonly port: number) {}

  post(body: string): Promise<Sent> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          port: this.port,
          host: '127.0.0.1',
          agent: this.#agent,
          method: 'POST',
          path: '/graphql',
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              remaining: Number(/;r=(\d+)/.exec(String(response.headers['ratelimit']))?.[1]),
              isHit: response.headers['x-greyoak-cache'] === 'hit',
            }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  /** Opens the socket, so that its handshake is not measured. */
  async open(): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/graphql`, GRAPHQL_TRANSPORT_WS_PROTOCOL);
    this.#socket = socket;
    await new Promise((resolve, reject) => {
      socket.once('error', reject);
      socket.once('open', () => socket.send('{"type":"connection_init"}'));
      socket.once('message', resolve);
    });
  }

  overSocket(payload: object): Promise<Sent> {
    const socket = this.#socket;
    if (socket === null) throw new Error('Expected an open socket: call open() first.');
    const id = String(++this.#ids);
    return new Promise((resolve, reject) => {
      const fail = (code: number, reason: Buffer) =>
        reject(new Error(`Expected an open socket, got a closed one: ${code} ${reason.toString()}`));
      socket.once('close', fail);
      const listen = (data: WebSocket.RawData) => {
        const text = (data as Buffer).toString();
        if (text.includes('"type":"ping"')) {
          socket.send('{"type":"pong"}');
          return;
        }
        if (text.includes('"type":"complete"')) return;
        socket.off('message', listen);
        socket.off('close', fail);
        resolve({ status: 200, text, remaining: NaN, isHit: false });
      };
      socket.on('message', listen);
      socket.send(JSON.stringify({ id, type: 'subscribe', payload }));
    });
  }

  close(): void {
    this.#agent.destroy();
    this.#socket?.terminate();
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from '../time/eventually.js';

const STATUS = /HTTP\/1\.1 (\d{3}) /g;

/** A client that sends bytes as they are, and keeps what it gets. `endRawClients` ends those that are left. */
export class RawClient {
  readonly closed: Promise<unknown>;
  #received = '';

  private constructor(readonly socket: Socket) {
    // A cut connection ends with an error on some systems.
    socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('data', (bytes: Buffer) => (this.#received += bytes.toString('latin1')));
    open.add(this);
  }

  static async connect(port: number, localAddress = '127.0.0.1'): Promise<RawClient> {
    const client = new RawClient(connect({ port, host: '127.0.0.1', localAddress }));
    await once(client.socket, 'connect');
    return client;
  }

  /** All bytes so far. */
  get received(): string {
    return this.#received;
  }

  /** The status of each answer so far. */
  get statuses(): readonly number[] {
    return [...this.#received.matchAll(STATUS)].map(([, status]) => Number(status));
  }

  get isClosed(): boolean {
    return this.socket.destroyed;
  }

  send(text: string): void {
    if (this.socket.writable) this.socket.write(text);
  }

  /** Resolves with the last answer once there are so many. */
  async answers(count: number): Promise<string> {
    await eventually(() => this.statuses.length >= count && /\r\n\r\n/.test(this.#last));
    return this.#last;
  }

  get #last(): string {
    return this.#received.slice([...this.#received.matchAll(STATUS)].at(-1)?.index ?? 0);
  }
}

const open = new Set<RawClient>();

export function endRawClients(): void {
  for (const { socket } of open) socket.destroy();
  open.clear();
}

/** Returns a request as bytes; its body has a length, or is left out. */
export function requestOf(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): string {
  const all = {
    Host: 'localhost',
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body ?? ''}`;
}

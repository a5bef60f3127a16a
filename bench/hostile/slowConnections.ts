import { connect, type Socket } from 'node:net';
import { SLOW, type SlowKind } from './slowKinds.js';

/** How many there are of all kinds together. */
const COUNT = 1_100;
/** The callers that hold them, who are not the proxy that the readers come through. */
const ADDRESSES = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'];
const EVERY_MS = 1_000;
/** A connection that is refused comes back after so long. */
const AGAIN_MS = 1_000;

/** Holds slow connections as long as the server lets it, and opens another one for each that ends. */
export class SlowConnections {
  readonly #port: number;
  readonly #onEnd: (kind: SlowKind, status: string, ms: number) => void;
  readonly #open = new Set<Socket>();
  #isStopped = false;

  /** @param onEnd called for each connection that ended, with what it was answered first, if at all */
  constructor(port: number, onEnd: (kind: SlowKind, status: string, ms: number) => void) {
    this.#port = port;
    this.#onEnd = onEnd;
  }

  start(kinds: readonly SlowKind[]): void {
    if (kinds.length === 0) return;
    for (let k = 0; k < COUNT; k++) this.#hold(kinds[k % kinds.length], ADDRESSES[k % ADDRESSES.length]);
  }

  stop(): void {
    this.#isStopped = true;
    for (const socket of this.#open) socket.destroy();
  }

  #hold(kind: SlowKind, localAddress: string): void {
    if (this.#isStopped) return;
    const { first, then, reads } = SLOW[kind];
    const start = performance.now();
    const socket = connect({ port: this.#port, host: '127.0.0.1', localAddress });
    let answer = '';
    this.#open.add(socket);
    socket.on('error', () => undefined);
    if (reads) socket.on('data', (bytes: Buffer) => (answer ||= bytes.toString('latin1', 0, 16)));
    else socket.pause();
    if (first !== '') socket.write(first);
    const timer = setInterval(() => then !== '' && socket.writable && socket.write(then), EVERY_MS);
    socket.once('close', () => {
      clearInterval(timer);
      this.#open.delete(socket);
      if (this.#isStopped) return;
      this.#onEnd(kind, /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'cut', performance.now() - start);
      setTimeout(() => this.#hold(kind, localAddress), AGAIN_MS);
    });
  }
}

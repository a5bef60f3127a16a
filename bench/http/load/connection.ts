import { connect, type Socket } from 'node:net';

const OK = 'http/1.1 200';
const HEAD_END = '\r\n\r\n';
/** Values of `#left` while the number of bytes that are left is not known. */
const BEFORE_HEAD = -1;
const IN_CHUNKS = -2;
const LAST_CHUNK = '0\r\n\r\n';
/** The start of an answer with data, which every server puts first, PostgreSQL with blanks. */
export const BODY_START = /^\s*\{"data" ?: ?\{/;
/** As many bytes of the body as it takes to tell. Chunks begin with a line that has their length. */
const ENOUGH = 24;
const CHUNK_LENGTH = /^[\da-f]+\r\n/i;
const BODY_SHOWN = 500;

/** Called for each answer, with its length in bytes and its time in milliseconds. */
type OnAnswer = (bytes: number, milliseconds: number) => void;

/**
 * One connection, which sends the next request when the last one is answered. It reads no more of HTTP than it needs
 * (content-length, or the end of the last chunk), so that the load takes little time from the servers.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #requests: readonly Uint8Array[];
  readonly #onAnswer: OnAnswer;
  readonly #onError: (error: Error) => void;
  #next: number;
  #sentAt = 0;
  #bytes = 0;
  /** How many bytes of the answer have not arrived yet. */
  #left = BEFORE_HEAD;
  /** The last bytes of an answer in chunks. */
  #tail = '';
  #head: Buffer | null = null;
  #isStopped = false;

  constructor(
    port: number,
    requests: readonly Uint8Array[],
    first: number,
    onAnswer: OnAnswer,
    onError: (error: Error) => void,
  ) {
    this.#requests = requests;
    this.#next = first % requests.length;
    this.#onAnswer = onAnswer;
    this.#onError = onError;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.once('connect', () => this.#send());
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  stop(): void {
    this.#isStopped = true;
    this.#socket.destroy();
  }

  #fail(error: Error): void {
    if (this.#isStopped) return;
    this.stop();
    this.#onError(error);
  }

  #send(): void {
    this.#bytes = 0;
    this.#left = BEFORE_HEAD;
    this.#tail = '';
    this.#sentAt = performance.now();
    this.#socket.write(this.#requests[this.#next]);
    this.#next = (this.#next + 1) % this.#requests.length;
  }

  #read(chunk: Buffer): void {
    if (this.#isStopped) return;
    this.#bytes += chunk.length;
    if (this.#left === BEFORE_HEAD) this.#readHead(chunk);
    else if (this.#left === IN_CHUNKS) this.#readChunks(chunk);
    else this.#left -= chunk.length;
    if (this.#left !== 0) return;
    this.#onAnswer(this.#bytes, performance.now() - this.#sentAt);
    // The callback may have stopped it.
    if (!this.#isStopped) this.#send();
  }

  #readHead(chunk: Buffer): void {
    const known = this.#head === null ? chunk : Buffer.concat([this.#head, chunk]);
    const end = known.indexOf(HEAD_END);
    const body = end + HEAD_END.length;
    const head = end === -1 ? '' : known.toString('latin1', 0, end + 2).toLowerCase();
    const length = Number(/\r\ncontent-length: (\d+)\r\n/.exec(head)?.[1] ?? Infinity);
    if (end === -1 || known.length - body < Math.min(ENOUGH, length)) {
      this.#head = known;
      return;
    }
    this.#head = null;
    const start = known.toString('latin1', body, body + ENOUGH).replace(CHUNK_LENGTH, '');
    if (!head.startsWith(OK) || !BODY_START.test(start)) {
      this.#fail(new Error(`expected an answer with data, got ${known.toString('utf8', 0, BODY_SHOWN)}`));
    } else if (length < Infinity) {
      this.#left = length - (known.length - body);
    } else {
      this.#left = IN_CHUNKS;
      this.#readChunks(chunk);
    }
  }

  #readChunks(chunk: Buffer): void {
    this.#tail = (this.#tail + chunk.subarray(-LAST_CHUNK.length).toString('latin1')).slice(
      -LAST_CHUNK.length,
    );
    if (this.#tail === LAST_CHUNK) this.#left = 0;
  }
}

import { BODY_BYTES } from './hostileKinds.js';

/** Connections that send or read as little as they can. */
interface SlowConnection {
  /** What is sent at once. */
  readonly first: string;
  /** What is sent again and again after that; empty for nothing. */
  readonly then: string;
  /** Whether answers are read. */
  readonly reads: boolean;
}

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
const WITH_LENGTH = `${HEAD}Content-Length: ${BODY_BYTES}\r\n\r\n`;
const LARGE = JSON.stringify({
  query: '{ stocks(first: 500) { nodes { id ticker name isin industry } } }',
});
const WHOLE = `${HEAD}Content-Length: ${LARGE.length}\r\n\r\n${LARGE}`;

export const SLOW = {
  slowHeaders: { first: HEAD, then: 'X-Filler: x\r\n', reads: true },
  pausedBodies: { first: `${WITH_LENGTH}{"query":`, then: '', reads: true },
  slowBodies: { first: WITH_LENGTH, then: ' ', reads: true },
  endlessChunks: { first: `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, then: '1\r\n \r\n', reads: true },
  silent: { first: '', then: '', reads: true },
  keptAlive: { first: 'GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', then: '', reads: true },
  unread: { first: WHOLE.repeat(20), then: '', reads: false },
} satisfies Readonly<Record<string, SlowConnection>>;

export type SlowKind = keyof typeof SLOW;
export const SLOW_KINDS = Object.keys(SLOW) as SlowKind[];

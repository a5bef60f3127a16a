import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Round } from './callers.js';
import { lagOf, type Secret } from './changingKeys.js';

/** How soon a socket or a stream ends after its access has ended. */
const MOST_LAG_MS = 60_000;
/** How long a subscriber stays at most, in milliseconds; long enough to see one that is not ended in time. */
const STAYS_MS = 150_000;
const QUERY = 'subscription { scoreChanged { cursor } }';

/** What a subscriber hears of its connection. */
interface Heard {
  /** A result. */
  readonly event: () => void;
  /** The access was refused or has ended. */
  readonly refused: () => void;
  /** The connection ended, or was never made, for a reason that no subscriber here should meet. */
  readonly failed: (reason: string) => void;
}

/** Connects, and ends the connection when `until` resolves. Resolves once it is closed. */
type Connect = (port: number, secret: string, heard: Heard, until: Promise<unknown>) => Promise<void>;

/** Subscribes with one changing key after the other, over one socket after the other. */
export const socketSubscriber = (round: Round): Promise<void> => subscriber(round, 'socket', overSocket);

/** Subscribes with one changing key after the other, over one event stream after the other. */
export const streamSubscriber = (round: Round): Promise<void> => subscriber(round, 'stream', overStream);

async function subscriber({ keys, port, random, tally, isOver }: Round, what: string, connect: Connect) {
  while (!isOver()) {
    const secret: Secret = keys.any();
    const sentAt = performance.now();
    const until = waitFor(random.uniform() * STAYS_MS, isOver);
    await connect(
      port,
      secret.text,
      {
        event: () => {
          const lag = lagOf(secret, true, performance.now());
          tally.lag(`${what}s`, lag);
          tally.add(`${what}: event`, lag < MOST_LAG_MS);
        },
        // The key did not count when it connected, or ended later.
        refused: () => tally.add(`${what}: refused`, lagOf(secret, false, sentAt) < MOST_LAG_MS),
        failed: (reason) => tally.add(`${what}: ${reason}`, false),
      },
      until,
    );
    await wait(100);
  }
}

async function waitFor(ms: number, isOver: () => boolean): Promise<void> {
  const end = performance.now() + ms;
  while (!isOver() && performance.now() < end) await wait(100);
}

const overSocket: Connect = (port, secret, { event, refused, failed }, until) =>
  new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
    socket.on('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${secret}` } }),
      ),
    );
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { readonly type: string };
      if (type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } }));
      } else if (type === 'next') event();
    });
    let isWanted = true;
    socket.on('error', () => undefined);
    socket.on('close', (code) => {
      if (code === 4403) refused();
      else if (isWanted) failed(`closed with ${code}`);
      resolve();
    });
    void until.then(() => {
      isWanted = false;
      socket.terminate();
    });
  });

const overStream: Connect = (port, secret, { event, refused, failed }, until) =>
  new Promise((resolve) => {
    let isWanted = true;
    const refuse = () => {
      isWanted = false;
      refused();
    };
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        path: `/graphql/stream?query=${encodeURIComponent(QUERY)}`,
        headers: { accept: 'text/event-stream', authorization: `Bearer ${secret}` },
      },
      (response) => {
        const { statusCode } = response;
        if (statusCode === 401) refuse();
        else if (statusCode !== 200) failed(`status ${statusCode}`);
        response.setEncoding('utf8');
        response.on('data', (text: string) => {
          if (text.includes('"code":"FORBIDDEN"')) refuse();
          else if (text.includes('"cursor"')) event();
        });
        response.on('error', () => undefined);
        response.on('close', () => {
          if (isWanted && statusCode === 200) failed('ended without a reason');
          resolve();
        });
      },
    );
    sent.on('error', ({ message }) => {
      if (isWanted) failed(message);
      resolve();
    });
    void until.then(() => {
      isWanted = false;
      sent.destroy();
    });
    sent.end();
  });

import { randomUUID } from 'node:crypto';
import { DOCUMENT } from '../changedScore.js';
import { EventStreamConnection } from './eventStreamConnection.js';
import type { Ledger } from './ledger.js';
import { WebSocketConnection } from './webSocketConnection.js';

export const PROTOCOL = 'graphql-transport-ws';
export const INIT = '{"type":"connection_init"}';
export const ACK = '{"type":"connection_ack"}';

export interface Endpoint {
  readonly transport: 'socket' | 'stream';
  readonly port: number;
  readonly path: string;
}

/** A client with one subscription. */
export class Subscriber {
  readonly #connection: { readonly cut: () => void };
  #index = 0;

  /**
   * @param onSubscribed it has asked for events; servers do not say when they have heard it
   * @param onFailure it was closed, or got what it should not have got
   */
  constructor(
    endpoint: Endpoint,
    ledger: Ledger,
    onMessage: () => void,
    onSubscribed: () => void,
    onFailure: (reason: string) => void,
  ) {
    const id = endpoint.transport === 'socket' ? Buffer.from(randomUUID()) : null;
    const take = (bytes: Buffer, start: number, end: number) => {
      try {
        ledger.take(this.#index++, id, bytes, start, end);
      } catch (error) {
        onFailure((error as Error).message);
      }
      onMessage();
    };
    this.#connection =
      id === null
        ? new EventStreamConnection(
            endpoint.port,
            `${endpoint.path}?${new URLSearchParams({ query: DOCUMENT }).toString()}`,
            { onOpen: onSubscribed, onMessage: take, onClosed: onFailure },
          )
        : openSocket(endpoint, id.toString(), take, onSubscribed, onFailure);
  }

  /** Counts from here. */
  begin(): void {
    this.#index = 0;
  }

  cut(): void {
    this.#connection.cut();
  }
}

function openSocket(
  { port, path }: Endpoint,
  id: string,
  take: (bytes: Buffer, start: number, end: number) => void,
  onSubscribed: () => void,
  onFailure: (reason: string) => void,
): WebSocketConnection {
  let isSubscribed = false;
  const connection: WebSocketConnection = new WebSocketConnection(port, path, PROTOCOL, {
    onOpen: () => connection.send(INIT),
    onMessage: (bytes, start, end) => {
      if (isSubscribed) return take(bytes, start, end);
      const { type } = JSON.parse(bytes.toString('utf8', start, end)) as { readonly type: string };
      if (type !== 'connection_ack') return onFailure(`expected connection_ack, got ${type}`);
      connection.send(JSON.stringify({ id, type: 'subscribe', payload: { query: DOCUMENT } }));
      isSubscribed = true;
      onSubscribed();
    },
    onClosed: onFailure,
  });
  return connection;
}

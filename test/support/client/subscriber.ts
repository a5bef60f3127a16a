import type pg from 'pg';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { liveOptions, resuming } from '../../../src/client/index.js';
import { decodeEventCursor } from '../../../src/live/eventCursor.js';

const SCORE_CHANGED = `subscription ($filter: ScoreEventFilter, $after: ID) {
  scoreChanged(filter: $filter, after: $after) {
    cursor previousValue previousBand score { stock { ticker } mode date value band }
  }
}`;

interface Change {
  readonly cursor: string;
  readonly previousValue: number | null;
  readonly previousBand: string | null;
  readonly score: {
    readonly stock: { readonly ticker: string };
    readonly mode: string;
    readonly date: string;
    readonly value: number;
    readonly band: string;
  };
}

/** A filter, and the same filter as an SQL condition. */
export interface Filter {
  readonly given: Readonly<Record<string, unknown>> | null;
  readonly condition: string;
}

export const ALL: Filter = { given: null, condition: 'true' };

export interface SubscriberOptions {
  /** Returns the URL to connect to, given how often the connection was lost before. */
  readonly url: (losses: number) => string;
  readonly filter?: Filter;
  /** Milliseconds from a disconnect until it reconnects. */
  readonly awayMs?: () => number;
  /** The subscription; it has to select `cursor`. */
  readonly query?: string;
  /** False: it does not detect a dead connection by itself. */
  readonly pings?: boolean;
}

const subscribers = new Set<Subscriber>();

/** Ends all subscribers. Call it in afterEach or afterAll. */
export function endSubscribers(): void {
  for (const subscriber of subscribers) subscriber.end();
  subscribers.clear();
}

/** One stock client that resumes, with one subscription whose events it writes down. */
export class Subscriber {
  /** One line per event. */
  readonly ledger: string[] = [];
  /** The position of each event in the log. */
  readonly positions: number[] = [];
  readonly failures: unknown[] = [];
  /** The codes with which its sockets were closed. */
  readonly closes: number[] = [];
  readonly filter: Filter;
  connected = 0;
  /** Called for each connection that is made. */
  onConnected: () => void = () => undefined;
  /** Called for each event. */
  onEvent: (position: number) => void = () => undefined;
  readonly #client: Client;
  #socket: WebSocket | null = null;

  constructor({
    url,
    filter = ALL,
    awayMs = () => 100,
    query = SCORE_CHANGED,
    pings = true,
  }: SubscriberOptions) {
    this.filter = filter;
    this.#client = resuming(
      createClient({
        ...liveOptions,
        ...(!pings && { keepAlive: 0 }),
        url: () => `${url(this.closes.length).replace('http', 'ws')}/graphql`,
        webSocketImpl: WebSocket,
        retryWait: () => new Promise((resolve) => setTimeout(resolve, awayMs())),
      }),
    );
    this.#client.on('opened', (socket) => (this.#socket = socket as WebSocket));
    this.#client.on('closed', (event) => this.closes.push((event as { readonly code: number }).code));
    this.#client.on('connected', () => {
      this.connected++;
      this.onConnected();
    });
    this.#client.subscribe<{ scoreChanged: Change }>(
      { query, variables: { filter: filter.given } },
      {
        next: ({ data, errors }) => {
          if (errors) this.failures.push(errors);
          if (data) this.#note(data.scoreChanged);
        },
        error: (error) => void this.failures.push(error),
        complete: () => void this.failures.push('completed'),
      },
    );
    subscribers.add(this);
  }

  /** Cuts the connection without telling the server. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Stops reading until `read` is called. */
  stall(): void {
    this.#socket?.pause();
  }

  read(): void {
    this.#socket?.resume();
  }

  end(): void {
    // It may be connecting to a service that has ended.
    Promise.resolve(this.#client.dispose()).catch(() => undefined);
    subscribers.delete(this);
  }

  #note({ cursor, score, previousValue, previousBand }: Change): void {
    const position = decodeEventCursor(cursor)?.position ?? NaN;
    this.positions.push(position);
    const { stock, mode, date, value, band } = score;
    this.ledger.push(
      [position, stock.ticker, mode, date, value, band, previousValue, previousBand].join(' '),
    );
    this.onEvent(position);
  }
}

/** Returns the ledger that a subscriber should have after a position, read from the tables. */
export async function storedEvents(pool: pg.Pool, after: number, { condition }: Filter): Promise<string[]> {
  const { rows } = await pool.query<(string | number | null)[]>({
    text: `SELECT position, ticker, mode, scores.day::text, value, band, previous_value, previous_band
      FROM scores JOIN stocks ON stocks.id = stock_id JOIN sectors ON sectors.id = scores.sector_id
      WHERE position > $1 AND (${condition}) ORDER BY position`,
    values: [after],
    rowMode: 'array',
  });
  return rows.map((row) => row.join(' '));
}

/** Returns the last position of the log. */
export async function endOfLog(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ end: number }>('SELECT last_position AS end FROM event_log');
  return rows[0].end;
}

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

/** A filter, and what it asks for as a condition on the tables. */
export interface Filter {
  readonly given: Readonly<Record<string, unknown>> | null;
  readonly condition: string;
}

export const ALL: Filter = { given: null, condition: 'true' };

export interface SubscriberOptions {
  /** Of the service, whenever it connects, and how often it lost its connection before. */
  readonly url: (losses: number) => string;
  readonly filter?: Filter;
  /** From a disconnect until it comes back. */
  readonly awayMs?: () => number;
  /** What it subscribes to; it has to select `cursor`. */
  readonly query?: string;
  /** False: it does not find out by itself that its connection is dead. */
  readonly pings?: boolean;
}

const subscribers = new Set<Subscriber>();

/** To be called in afterEach or afterAll. */
export function endSubscribers(): void {
  for (const subscriber of subscribers) subscriber.end();
  subscribers.clear();
}

/** One stock client that resumes, with one subscription, which writes down what comes. */
export class Subscriber {
  /** A line for each event. */
  readonly ledger: string[] = [];
  /** Its position in the log, of each event. */
  readonly positions: number[] = [];
  readonly failures: unknown[] = [];
  /** Codes with which its sockets were closed. */
  readonly closes: number[] = [];
  readonly filter: Filter;
  connected = 0;
  /** Told of each connection that is made, and of each event. */
  onConnected: () => void = () => undefined;
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

  /** Breaks its connection off, without a word to the server. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Reads nothing any more, until `read`. */
  stall(): void {
    this.#socket?.pause();
  }

  read(): void {
    this.#socket?.resume();
  }

  end(): void {
    // It may be about to connect to a service that is gone.
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

/** What the ledger of a subscriber should have after a position: what the tables say. */
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

/** Where the log ends. */
export async function endOfLog(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ end: number }>('SELECT last_position AS end FROM event_log');
  return rows[0].end;
}

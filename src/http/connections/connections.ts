import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { callerKey } from '../../access/callerKey.js';
import { Connection, type Surplus } from './connection.js';
import type { ConnectionLimits } from './connectionLimits.js';
import { SlowBody } from './slowBody.js';

/** How many connections above the limits may wait for the word that they are, of all callers and of each. */
const SURPLUS = 128;
const SURPLUS_PER_CALLER = 8;
/** How long each of them may take to send its headers. */
const SURPLUS_MS = 2_000;
/** How long an answer that was made after the time to drain may take to leave. */
const LEAVING_MS = 500;
/** How long a connection must have been idle or open before it makes room for another one. */
const IDLE_MS = 1_000;

/**
 * Keeps watch over the connections of a server: how many there are, that requests arrive and answers are read, and that
 * incomplete ones end when the server closes.
 *
 * A connection above a limit takes the place of one that is idle, or else of one whose request is incomplete: one of its
 * own caller, or one of the caller that has the most if the server is full. Where there is neither, it is kept for a
 * moment as a surplus one: its request is told so, unless it asks about health (`limitRequests`). Sockets and event
 * streams have limits of their own and do not count. Connections of a trusted proxy have no limit of a caller, and keep
 * their places.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #isProxy: (address: string) => boolean;
  readonly #all = new Map<Duplex, Connection>();
  /** Those that count, in the order in which they were opened. */
  readonly #ofCaller = new Map<string, Set<Connection>>();
  #counted = 0;
  readonly #surplus = new Set<Connection>();
  readonly #sweep: NodeJS.Timeout;
  #drained: NodeJS.Timeout | undefined;
  #isCutting = false;

  /** @param isProxy returns whether an address is of a trusted proxy */
  constructor(limits: ConnectionLimits, isProxy: (address: string) => boolean) {
    this.#limits = limits;
    this.#isProxy = isProxy;
    this.#sweep = setInterval(() => this.#look(performance.now()), sweepMs(limits)).unref();
  }

  /** Watches a server that does not listen yet. */
  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.#admit(socket));
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) =>
      this.#begin(request, response),
    );
    server.on('timeout', (socket: Socket) => this.#timeOut(socket));
  }

  /** Why the connection of a request is a surplus one; null for others. */
  surplusOf({ socket }: IncomingMessage): Surplus | null {
    return this.#all.get(socket)?.surplus ?? null;
  }

  /** Stops watching a connection that does not speak HTTP any more. */
  letGo(socket: Duplex): void {
    const connection = this.#all.get(socket);
    if (connection === undefined) return;
    this.#all.delete(socket);
    this.#surplus.delete(connection);
    this.#uncount(connection);
  }

  /** Lets requests go on for a time, and then cuts what is not a whole request or an answer that is read. */
  drain(): void {
    for (const { socket } of this.#all.values()) if (socket.bytesRead === 0) socket.destroy();
    this.#drained ??= setTimeout(() => {
      this.#isCutting = true;
      this.#look(performance.now());
    }, this.#limits.drainMs).unref();
  }

  /** Stops looking. To be called when the server is closed. */
  stop(): void {
    clearInterval(this.#sweep);
    clearTimeout(this.#drained);
  }

  #admit(socket: Socket): void {
    const now = performance.now();
    const { remoteAddress = '' } = socket;
    const connection = new Connection(socket, callerKey(remoteAddress), this.#isProxy(remoteAddress), now);
    this.#all.set(socket, connection);
    socket.once('close', () => this.letGo(socket));
    const reason = this.#reasonAgainst(connection, now);
    if (reason === null) this.#count(connection);
    else this.#keepAsSurplus(connection, reason);
  }

  #reasonAgainst({ caller, isOfProxy }: Connection, now: number): Surplus | null {
    const { connections, connectionsPerCaller } = this.#limits;
    const own = this.#ofCaller.get(caller) ?? new Set();
    if (!isOfProxy && own.size >= connectionsPerCaller) {
      if (!this.#makeRoomIn(own, now) && !this.#cutIncompleteOf(own, now)) return 'callerIsFull';
    }
    if (this.#counted < connections) return null;
    for (const others of this.#ofCaller.values()) if (this.#makeRoomIn(others, now)) return null;
    return this.#takeFromLargest(isOfProxy ? 0 : own.size, now) ? null : 'serverIsFull';
  }

  /** Finds a connection of a caller that need not be kept, or not counted. */
  #makeRoomIn(connections: ReadonlySet<Connection>, now: number): boolean {
    for (const one of connections) {
      if (one.isStream) this.#uncount(one);
      else if (one.isIdle && !one.isOfProxy && now - one.idleSince > IDLE_MS) this.#cut(one);
      else continue;
      return true;
    }
    return false;
  }

  /** Cuts an incomplete connection of the caller that has the most, if that has more than another one would then have. */
  #takeFromLargest(own: number, now: number): boolean {
    let largest: ReadonlySet<Connection> = new Set();
    for (const set of this.#ofCaller.values()) {
      const [{ isOfProxy }] = set;
      if (!isOfProxy && set.size > largest.size) largest = set;
    }
    return largest.size > own + 1 && this.#cutIncompleteOf(largest, now);
  }

  /** Cuts the oldest connection whose request did not arrive, or whose answer was not read. */
  #cutIncompleteOf(connections: ReadonlySet<Connection>, now: number): boolean {
    for (const one of connections) {
      if (one.isAnswering || now - one.openedAt <= IDLE_MS) continue;
      this.#cut(one);
      return true;
    }
    return false;
  }

  #keepAsSurplus(connection: Connection, reason: Surplus): void {
    connection.surplus = reason;
    const ofCaller = [...this.#surplus].filter(({ caller }) => caller === connection.caller);
    if (ofCaller.length >= SURPLUS_PER_CALLER) this.#cut(oldest(ofCaller));
    else if (this.#surplus.size >= SURPLUS) this.#cut(oldest([...this.#surplus]));
    this.#surplus.add(connection);
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const connection = this.#all.get(request.socket);
    if (connection === undefined) return;
    connection.begin(request, response, performance.now());
    // A former event stream, over whose connection another request is sent.
    if (connection.surplus === null) this.#count(connection);
  }

  #count(connection: Connection): void {
    const { caller } = connection;
    const own = this.#ofCaller.get(caller);
    if (own?.has(connection)) return;
    if (own) own.add(connection);
    else this.#ofCaller.set(caller, new Set([connection]));
    this.#counted++;
  }

  #uncount(connection: Connection): void {
    const own = this.#ofCaller.get(connection.caller);
    if (!own?.delete(connection)) return;
    this.#counted--;
    if (own.size === 0) this.#ofCaller.delete(connection.caller);
  }

  #cut({ socket }: Connection): void {
    this.letGo(socket);
    socket.destroy();
  }

  /**
   * Called where nothing moved on a connection for SLOW_CLIENT_MS, or for the time that it may be kept alive. What has not
   * arrived has times of its own.
   */
  #timeOut(socket: Socket): void {
    const connection = this.#all.get(socket);
    const isWaiting = connection && (connection.isNew || connection.isAnswering || connection.isReceiving);
    if (!isWaiting || socket.writableLength > 0) socket.destroy();
  }

  #look(now: number): void {
    const { bodyTimeoutMs, minBytesPerSecond } = this.#limits;
    for (const one of this.#all.values()) {
      const fault = one.faultAt(now, this.#limits);
      const isLate = one.surplus !== null && one.isNew && now - one.openedAt > SURPLUS_MS;
      if (fault === 'cut' || isLate || (this.#isCutting && !isEnding(one, now))) this.#cut(one);
      else if (fault === 'slowBody') one.refuseBody(new SlowBody(bodyTimeoutMs, minBytesPerSecond));
    }
  }
}

/** Whether a connection of a server that closes will end by itself: its answer is made or leaves. */
function isEnding({ isAnswering, unreadSince }: Connection, now: number): boolean {
  return isAnswering || (unreadSince !== null && now - unreadSince < LEAVING_MS);
}

/** Returns the connection that waits the longest for its request, or else the oldest. */
function oldest(connections: readonly Connection[]): Connection {
  return connections.find(({ isNew }) => isNew) ?? connections[0];
}

/** How often to look: short times need a closer look. */
function sweepMs({ bodyTimeoutMs, slowClientMs }: ConnectionLimits): number {
  return Math.min(1_000, Math.max(10, Math.min(bodyTimeoutMs, slowClientMs) / 4));
}

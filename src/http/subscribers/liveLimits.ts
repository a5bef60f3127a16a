/** What clients may hold and send over sockets and streams. */
export interface LiveLimits {
  /** Sockets and event streams together. */
  readonly sockets: number;
  readonly socketsPerCaller: number;
  readonly operationsPerSocket: number;
  /** Characters of the messages that began the running operations of one socket. */
  readonly subscribeBytes: number;
  /** The size of one message of a client. */
  readonly messageBytes: number;
  readonly messagesPerSecond: number;
  readonly connectionInitTimeoutMs: number;
}

/** Times and sizes that have no setting. */
export interface LivePace {
  /** Time between two pings of a socket, and two comments of a stream. */
  readonly pingMs: number;
  /** Time between two checks of a client's access. */
  readonly accessMs: number;
  /** Time from a close frame until the connection is cut. */
  readonly closeMs: number;
  /** Unsent bytes above which a client gets no more for now. */
  readonly fullBytes: number;
  /** Unsent bytes above which a client is closed, because it never reads what it asked for. */
  readonly mostUnsentBytes: number;
  /** Time over which clients are disconnected when the server stops. */
  readonly stopMs: number;
}

export const USUAL_PACE: LivePace = {
  pingMs: 15_000,
  accessMs: 20_000,
  closeMs: 5_000,
  fullBytes: 64 * 1024,
  mostUnsentBytes: 8 * 2 ** 20,
  stopMs: 10_000,
};

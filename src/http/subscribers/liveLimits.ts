/** What clients of the live protocol may hold and send. */
export interface LiveLimits {
  /** Sockets and event streams together. */
  readonly sockets: number;
  readonly socketsPerCaller: number;
  readonly operationsPerSocket: number;
  /** Of one message of a client. */
  readonly messageBytes: number;
  readonly messagesPerSecond: number;
  readonly connectionInitTimeoutMs: number;
}

/** Times and sizes that have no setting. */
export interface LivePace {
  /** Between two pings of a socket, and two comments of a stream. */
  readonly pingMs: number;
  /** Between two looks at whether a caller still has access. */
  readonly accessMs: number;
  /** From a close frame until the connection is cut. */
  readonly closeMs: number;
  /** Unsent bytes from which on a client gets no more for now. */
  readonly fullBytes: number;
  /** Unsent bytes from which on a client is closed that never reads what it asked for. */
  readonly mostUnsentBytes: number;
  /** For which clients are told to leave when the server stops. */
  readonly stopMs: number;
}

export const USUAL_PACE: LivePace = {
  pingMs: 15_000,
  accessMs: 30_000,
  closeMs: 5_000,
  fullBytes: 64 * 1024,
  mostUnsentBytes: 8 * 2 ** 20,
  stopMs: 10_000,
};

/** What the connections of clients may take: see the settings of the same names. Times are in milliseconds. */
export interface ConnectionLimits {
  readonly connections: number;
  readonly connectionsPerCaller: number;
  readonly headersTimeoutMs: number;
  readonly bodyTimeoutMs: number;
  readonly minBytesPerSecond: number;
  /** How long an answer may wait for a client that reads nothing. */
  readonly slowClientMs: number;
  /** How long an incomplete request may go on when the server closes. */
  readonly drainMs: number;
}

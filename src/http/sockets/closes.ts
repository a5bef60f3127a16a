import { CloseCode, DEPRECATED_GRAPHQL_WS_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';

export interface Close {
  readonly code: number;
  /** At most 123 bytes, because a close frame has no room for more. */
  readonly reason: string;
}

/**
 * The reasons for which this server closes a socket; docs/live.md says what to do about each. The stock client gives up on
 * 4400, 4401, 4406, 4409 and 4429, and on codes below 2000 except 1000, 1001, 1005, 1006 and 1012 to 1014. After all
 * others it comes back.
 */
export const CLOSES = {
  tooManyMessages: { code: 1008, reason: 'Too many messages' },
  restart: { code: 1012, reason: 'Restart' },
  // Both may pass in a moment, because a caller's lost sockets count until they are found to be gone.
  serverIsFull: { code: 1013, reason: 'Too many sockets: try again later' },
  callerIsFull: { code: 1013, reason: 'Too many sockets of this caller: close some, or try again later' },
  noAccessNow: { code: 1013, reason: 'Access cannot be checked now: try again later' },
  slowConsumer: { code: 4290, reason: 'Slow consumer' },
  invalidMessage: { code: CloseCode.BadRequest, reason: 'Invalid message received' },
  tooDeep: { code: CloseCode.BadRequest, reason: 'Message is nested too deeply' },
  tooLong: { code: CloseCode.BadRequest, reason: 'Message is too long for its type' },
  idTooLong: { code: CloseCode.BadRequest, reason: 'Id of an operation is too long' },
  invalidAuthorization: {
    code: CloseCode.BadRequest,
    reason: 'Expected one text as authorization of connection_init',
  },
  unauthorized: { code: CloseCode.Unauthorized, reason: 'Unauthorized' },
  forbidden: { code: CloseCode.Forbidden, reason: 'Forbidden' },
  otherAuthorization: {
    code: CloseCode.Forbidden,
    reason: 'Expected credentials as authorization of connection_init alone',
  },
  initTimeout: {
    code: CloseCode.ConnectionInitialisationTimeout,
    reason: 'Connection initialisation timeout',
  },
  initTwice: { code: CloseCode.TooManyInitialisationRequests, reason: 'Too many initialisation requests' },
} as const satisfies Record<string, Close>;

const MOST_REASON_BYTES = 123;

/** Returns the close for an id that is in use. The protocol wants the id in the reason, where it may be too long. */
export function idIsTaken(id: string): Close {
  const reason = `Subscriber for ${id} already exists`;
  return {
    code: CloseCode.SubscriberAlreadyExists,
    reason: Buffer.byteLength(reason) > MOST_REASON_BYTES ? 'Subscriber already exists' : reason,
  };
}

const LONGEST_SHOWN = 40;

/**
 * Returns the close for a client of another subprotocol.
 *
 * @param subprotocol that it offered; empty where it offered none
 */
export function subprotocolClose(subprotocol: string): Close {
  // The library subscriptions-transport-ws calls its subprotocol by the name of the newer library.
  const got =
    subprotocol === DEPRECATED_GRAPHQL_WS_PROTOCOL
      ? `${subprotocol}, the older one: use the library graphql-ws`
      : subprotocol.slice(0, LONGEST_SHOWN) || 'none';
  return {
    code: CloseCode.SubprotocolNotAcceptable,
    reason: `Subprotocol not acceptable: expected ${GRAPHQL_TRANSPORT_WS_PROTOCOL}, got ${got}`,
  };
}

import { MessageType, parseMessage } from 'graphql-ws';

/**
 * Parses a message of the protocol; null for any other. The protocol wants a document in each `subscribe`. In its place
 * may stand the hash of one: an operation without a document gets an empty one then.
 */
export function messageOf(text: string | null): ReturnType<typeof parseMessage> | null {
  if (text === null) return null;
  try {
    const message: unknown = JSON.parse(text);
    return parseMessage(
      isHashed(message) ? { ...message, payload: { ...message.payload, query: '' } } : message,
    );
  } catch {
    return null;
  }
}

interface HashedMessage {
  readonly payload: object;
}

function isHashed(message: unknown): message is HashedMessage {
  const { type, payload } = message as {
    readonly type?: unknown;
    readonly payload?: {
      readonly query?: unknown;
      readonly extensions?: { readonly persistedQuery?: unknown } | null;
    } | null;
  };
  return (
    type === MessageType.Subscribe &&
    (payload?.query ?? null) === null &&
    (payload?.extensions?.persistedQuery ?? null) !== null
  );
}

/** What a graphql-ws client has, and a graphql-sse client has not. */
export interface PingingClient {
  on?(
    event: 'ping' | 'pong' | 'closed' | 'connected',
    listener: (first: unknown, second: unknown) => void,
  ): unknown;
  terminate?(): void;
}

/**
 * Terminates a socket over which no pong comes in time after a ping, so that the client connects again: over a
 * half-open connection nothing else would ever tell it. The client pings where it has `keepAlive`.
 */
export function watchPongs(client: PingingClient, withinMs: number): void {
  if (client.on === undefined || client.terminate === undefined) return;
  let silence: ReturnType<typeof setTimeout> | undefined;
  client.on('ping', (received) => {
    if (received === true) return;
    clearTimeout(silence);
    silence = setTimeout(() => client.terminate?.(), withinMs);
  });
  client.on('pong', (received) => {
    if (received === true) clearTimeout(silence);
  });
  client.on('closed', () => clearTimeout(silence));
}

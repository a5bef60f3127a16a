/** The parts of a graphql-ws client that a graphql-sse client lacks. */
export interface PingingClient {
  on?(
    event: 'ping' | 'pong' | 'closed' | 'connected',
    listener: (first: unknown, second: unknown) => void,
  ): unknown;
  terminate?(): void;
}

/**
 * Terminates a socket that does not answer a ping in time, so that the client connects again: nothing else would ever
 * tell it that a connection is half open. The client pings only where it has `keepAlive`.
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

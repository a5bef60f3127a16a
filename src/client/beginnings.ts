import type { PingingClient } from './watchPongs.js';

/**
 * Where subscriptions began: the service says with each connection how far its log has come. One that is cut before
 * its first event goes on from there.
 */
export class Beginnings {
  readonly #waiting = new Set<(cursor: string) => void>();
  #cursor: unknown;

  constructor(client: PingingClient) {
    client.on?.('connected', (_socket, payload) => {
      const former = this.#cursor;
      if (typeof former === 'string') for (const begin of this.#waiting) begin(former);
      this.#cursor = (payload as { readonly cursor?: unknown } | undefined)?.cursor;
    });
  }

  /**
   * @param begin called with each reconnect, with what was the end of the log when the connection before was made
   * @returns what ends it
   */
  wait(begin: (cursor: string) => void): () => void {
    this.#waiting.add(begin);
    return () => this.#waiting.delete(begin);
  }
}

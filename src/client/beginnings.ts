import type { PingingClient } from './watchPongs.js';

/**
 * Where subscriptions began. The service tells with each connection how far its log has come, so that a subscription
 * that is cut before its first event can go on from there.
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
   * Waits for reconnects.
   *
   * @param begin called at each one, with the cursor where the log ended when the connection before it was made
   * @returns a function that ends the waiting
   */
  wait(begin: (cursor: string) => void): () => void {
    this.#waiting.add(begin);
    return () => this.#waiting.delete(begin);
  }
}

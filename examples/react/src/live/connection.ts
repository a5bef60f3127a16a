import { createClient, type Client } from 'graphql-ws';
import { liveOptions, resuming } from 'greyoak/client';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'lost'; readonly since: Date };

/** The socket of a page, and whether it is open: a store for `useSyncExternalStore`. */
export class Connection {
  /** Subscribes, and resumes after the last event when the socket is open again. */
  readonly socket: Client;
  #state: ConnectionState = { kind: 'connecting' };
  readonly #listeners = new Set<() => void>();

  /** @param url the service's, such as https://scores.example/graphql */
  constructor(url: string) {
    this.socket = resuming(
      createClient({
        url: url.replace(/^http/, 'ws'),
        ...liveOptions,
        // Strict mode mounts twice, and another mode subscribes anew: both use the socket that is open.
        lazyCloseTimeout: 1_000,
        on: {
          connected: () => this.#set({ kind: 'live' }),
          closed: () => {
            if (this.#state.kind === 'live') this.#set({ kind: 'lost', since: new Date() });
          },
        },
      }),
    );
  }

  readonly state = (): ConnectionState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  #set(state: ConnectionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

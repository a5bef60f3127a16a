import type { Endpoint } from './load/subscriber.js';
import type { Memory } from './memory.js';
import type { PeerName } from './peerNames.js';

/** A server that is measured: a process of its own. */
export interface Contestant {
  readonly name: 'greyoak' | PeerName;
  readonly pid: number;
  readonly endpoint: Endpoint;
  /** Resolves when they are on their way. */
  readonly publish: (events: number) => Promise<Publication>;
  /** After everything was thrown away that can be. */
  readonly memory: () => Promise<Memory>;
  readonly stop: () => Promise<void>;
}

export interface Publication {
  /** By the clock of the machine: where a database is behind it, when COMMIT was sent. */
  readonly at: number;
  /** @throws Error where these are not the events that were published */
  readonly check: (payloads: readonly string[]) => void;
}

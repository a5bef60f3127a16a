import type { PeerName } from './peerNames.js';

/** A server that is measured: a process of its own. */
export interface Contestant {
  readonly name: 'greyoak' | PeerName;
  readonly port: number;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

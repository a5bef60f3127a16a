import type { AddressInfo, Server } from 'node:net';

/** What a peer says to the benchmark, which has started it. */
export interface Listening {
  readonly port: number;
}

/** Says where a peer listens. From now on it ends with the process that has started it. */
export function sayPort(port: number): void {
  process.once('disconnect', () => process.exit());
  process.send?.({ port } satisfies Listening);
}

export const sayListening = (server: Server): void => sayPort((server.address() as AddressInfo).port);

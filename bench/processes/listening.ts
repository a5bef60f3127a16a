import type { AddressInfo, Server } from 'node:net';

/** What a peer tells the benchmark that has started it. */
export interface Listening {
  readonly port: number;
}

/** Tells the benchmark where this peer listens. From then on the peer ends together with the benchmark. */
export function sayListening(server: Server): void {
  process.once('disconnect', () => process.exit());
  const { port } = server.address() as AddressInfo;
  process.send?.({ port } satisfies Listening);
}

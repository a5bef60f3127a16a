import { stop } from '../processes/childProcess.js';
import { forkBench } from '../processes/forkBench.js';
import type { Listening } from '../processes/listening.js';
import { messagesOf } from '../processes/messages.js';
import { serve } from '../processes/serve.js';

/** The servers that GreyOak is compared with. Each has a file in peers/. */
export const PEERS = ['mercurius', 'postgraphile', 'bareHttp'] as const;
export type PeerName = (typeof PEERS)[number];

export const TITLES: Readonly<Record<Contestant['name'], string>> = {
  greyoak: 'GreyOak',
  mercurius: 'Mercurius, JIT',
  postgraphile: 'PostGraphile',
  bareHttp: 'bare node:http',
};

export const TEMPERATURES = ['cold', 'hot'] as const;
/** Cold: every request differs, and GreyOak caches no answers. Hot: every request is the same. */
export type Temperature = (typeof TEMPERATURES)[number];

/** A server that is measured, which is a process of its own. */
export interface Contestant {
  readonly name: 'greyoak' | PeerName;
  readonly port: number;
  readonly pid: number;
  readonly send: (message: object) => void;
  readonly stop: () => Promise<void>;
}

/** Nothing is refused here; bench/hostile measures what limits do. */
const WITHOUT_LIMITS = {
  MAX_COST: '1000000000',
  COST_BUCKET: '1000000000',
  COST_PER_SECOND: '1000000000',
  COMPONENTS_PER_MINUTE: '0',
};

/** Starts `greyoak serve`. When cold, it does not cache answers; it keeps the books of days in any case. */
export async function startGreyoak(databaseUrl: string, temperature: Temperature): Promise<Contestant> {
  const { child, port, pid } = await serve(databaseUrl, {
    ...WITHOUT_LIMITS,
    ...(temperature === 'cold' && { CACHE_BYTES: '0' }),
  });
  return { name: 'greyoak', port, pid, send: () => undefined, stop: () => stop(child) };
}

export async function startPeer(name: PeerName, databaseUrl: string): Promise<Contestant> {
  const child = forkBench(`http/peers/${name}.ts`, { DATABASE_URL: databaseUrl });
  const { port } = await messagesOf(name, child)<Listening>();
  return {
    name,
    port,
    pid: child.pid ?? 0,
    send: (message) => void child.send(message),
    stop: () => stop(child),
  };
}

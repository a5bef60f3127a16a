import { lookup, Resolver } from 'node:dns/promises';

/**
 * Returns all addresses of a host name.
 *
 * @param signal ends the wait
 * @throws Error if there are none, or the wait was ended
 */
export type ResolveHost = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

const EACH_TRY = { timeout: 2_000, tries: 2 };

/**
 * Asks DNS. `lookup` would hold one of the four threads of the process for as long as a server of names is silent, and users
 * choose whose server that is.
 */
export const resolvePublic: ResolveHost = async (host, signal) => {
  const resolver = new Resolver(EACH_TRY);
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return found.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
};

/** Asks as other programs of this machine do, which know names that DNS does not, such as localhost. */
export const resolveLocally: ResolveHost = async (host) =>
  (await lookup(host, { all: true, order: 'ipv4first' })).map(({ address }) => address);

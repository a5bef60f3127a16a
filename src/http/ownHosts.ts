import { isLoopback } from '../isLoopback.js';

/** Names that reach a loopback address without a question to DNS, so that no other site can have them. */
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Returns the names by which a server may be asked: those of its setting, or else its own names on a loopback address, or
 * else any, which an empty list stands for. A page that lets its own name point at 127.0.0.1 can reach a server on a
 * loopback address from the browser of its visitor, and nothing else would tell it from a page of the server.
 *
 * @param listensOn the host or address that the server listens on
 * @param trustedHosts what TRUSTED_HOSTS says
 */
export function ownHosts(listensOn: string, trustedHosts: readonly string[]): readonly string[] {
  if (trustedHosts.length > 0 || !isLoopback(listensOn)) return trustedHosts;
  return [...LOOPBACK_HOSTS, listensOn];
}

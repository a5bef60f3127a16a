import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** How much of an IPv6 address names the network of one subscriber, in groups of 16 bits. */
const GROUPS = 4;

/** Longer texts are no addresses, and would only fill the memory of limits. */
const LONGEST = 100;

/**
 * Returns the name that limits count the sender at an address by. An IPv4 address stands for itself, however it is
 * written. An IPv6 address stands for its /64, because a single subscriber may send from each address of one.
 *
 * @param address as a socket or `X-Forwarded-For` has it: also mapped (`::ffff:192.0.2.1`), with a zone, in brackets or
 *   with a port. A text that is no address stands for itself.
 *
 * @example
 * callerKey('2001:db8::1:2:3:4'); // '2001:db8:0:0::/64'
 */
export function callerKey(address: string): string {
  // All callers of most services, and free of charge.
  if (/^[\d.]+$/.test(address)) return address;
  const bare = withoutPort(address);
  if (!ipaddr.isValid(bare)) return address.slice(0, LONGEST);
  const parsed = ipaddr.process(bare);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  if (parsed.range() === 'loopback') return '::1';
  const network = parsed.parts.slice(0, GROUPS).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** Whether a text is an IP address as `callerKey` takes it, and not one of the other forms that ipaddr.js reads. */
export const isAddress = (text: string): boolean => isIP(withoutPort(text)) !== 0;

/** Some proxies write the port of a caller next to its address. Each port would be a caller of its own. */
function withoutPort(address: string): string {
  const parts = /^\[([^\]]*)\](?::\d+)?$/.exec(address) ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address);
  return parts?.[1] ?? address;
}

import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The only block of IPv6 from which global unicast addresses are allocated, 2000::/3. */
const [GLOBAL, BITS] = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address belongs to one machine of the public internet. All others are refused, known or not: private, shared,
 * link-local, multicast, reserved for documents and measurements, and IPv6 forms that lead to an IPv4 address (mapped,
 * compatible, NAT64, 6to4, Teredo).
 *
 * @param address an IPv4 or IPv6 address without brackets; false for any other text
 */
export function isGlobalUnicast(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return !(parsed instanceof ipaddr.IPv6) || parsed.match(GLOBAL, BITS);
}

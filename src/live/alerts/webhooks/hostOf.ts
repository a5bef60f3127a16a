/** Returns the host of a URL as resolvers and settings name it: without the brackets of an IPv6 address, and the last dot. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

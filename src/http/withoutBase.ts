/**
 * Returns an address as routes know it: without the path below which a proxy serves the service. An address that does not
 * begin with that path stays as it is, because a proxy may have removed it, and probes ask without a proxy.
 *
 * @param basePath what BASE_PATH says; empty for a service at the root
 *
 * @example
 * withoutBase('/greyoak/graphql?query=…', '/greyoak'); // '/graphql?query=…'
 */
export function withoutBase(url: string, basePath: string): string {
  if (basePath === '') return url;
  // Clients that take us for a proxy send scheme and host, too.
  const [host] = /^(?:https?:\/\/[^/?#]*)?/i.exec(url) ?? [''];
  if (!url.startsWith(basePath, host.length)) return url;
  const rest = url.slice(host.length + basePath.length);
  if (!/^(?:$|[/?])/.test(rest)) return url;
  return `${host}${rest.startsWith('/') ? '' : '/'}${rest}`;
}

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
  if (basePath === '' || !url.startsWith(basePath)) return url;
  const rest = url.slice(basePath.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}

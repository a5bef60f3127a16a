import type { AccessMode } from '../access/decideAccess.js';
import type { Settings } from '../settings.js';

/** What a banner is about: a service that is ready. */
export interface BannerService {
  readonly url: string;
  readonly metricsUrl: string | null;
  readonly access: () => AccessMode;
}

const FIRST_QUERY =
  '{ stocks(mode: INVESTOR, first: 3) { nodes { ticker name score(mode: INVESTOR) { value band } } } }';

/** Returns what a person at a terminal needs first: the addresses, and a first query that is answered. */
export function banner(service: BannerService, { role, access }: Settings): string {
  const { url, metricsUrl } = service;
  const places = [
    ...(role === 'worker' ? [] : [`${url}/playground  explains the schema and runs queries`]),
    `${url}/health/ready  says whether it is ready`,
    ...(metricsUrl === null ? [] : [`${metricsUrl}  has its metrics`]),
  ];
  const what = role === 'worker' ? 'The worker is ready.' : `GreyOak is ready at ${url}`;
  const shown = `${what}\n${places.map((place) => `  ${place}\n`).join('')}\n`;
  if (role === 'worker') return shown;
  const curl = (header: string) =>
    `  curl ${url}/graphql -H 'content-type: application/json'${header} \\\n` +
    `    -d '${JSON.stringify({ query: FIRST_QUERY })}'\n\n`;
  if (service.access() === 'open') return `${shown}A first query:\n\n${curl('')}`;
  const who = access.anonymousScopes.length > 0 ? 'may do what ANONYMOUS_SCOPES says' : 'is refused';
  return (
    `${shown}Access is closed: a caller without an API key ${who}. Make a key in another terminal, with the same ` +
    'settings, and send it with a first query:\n\n' +
    '  KEY=$(node bin/greyoak.js keys add --owner local --name first --scope SCORES_READ MARKET_READ)\n' +
    curl(' -H "authorization: Bearer $KEY"')
  );
}

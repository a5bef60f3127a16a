import { createClient, type Client } from 'graphql-ws';
import { liveOptions, resuming } from '../../src/client/index.js'; // in a page: 'greyoak/client'

/** Creates a client whose subscriptions resume after their last event, for the service at this URL of HTTP. */
export function liveSocket(url: string): Client {
  return resuming(createClient({ url: url.replace(/^http/, 'ws'), ...liveOptions }));
}

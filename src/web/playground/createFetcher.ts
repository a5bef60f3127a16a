import { createGraphiQLFetcher, type CreateFetcherOptions, type Fetcher } from '@graphiql/toolkit';
import { parse, type DocumentNode } from 'graphql';

/**
 * Creates GraphiQL's fetcher, which sends subscriptions over the socket and other operations over HTTP. It decides by the
 * text that it sends. GraphiQL's own fetcher decides by the parsed document, which follows the editor a moment later: for
 * an example that is run as soon as it is open, that is the document of the tab before.
 */
export function createFetcher(options: CreateFetcherOptions): Fetcher {
  const fetcher = createGraphiQLFetcher(options);
  return (request, { headers } = {}) =>
    fetcher(request, { ...(headers && { headers }), ...parsed(request.query) });
}

/** Returns no document for a text that cannot be parsed: the server answers what is wrong with it. */
function parsed(query: string): { readonly documentAST?: DocumentNode } {
  try {
    return { documentAST: parse(query) };
  } catch {
    return {};
  }
}

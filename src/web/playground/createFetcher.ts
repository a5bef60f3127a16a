import { createGraphiQLFetcher, type CreateFetcherOptions, type Fetcher } from '@graphiql/toolkit';
import { parse, type DocumentNode } from 'graphql';

/**
 * GraphiQL's fetcher, which sends subscriptions over the socket and all else over HTTP, by the text that it sends. By
 * itself it goes by the document that GraphiQL has parsed, which follows the editor a moment later: of an example that
 * is run as soon as it is open it would be that of the former tab.
 */
export function createFetcher(options: CreateFetcherOptions): Fetcher {
  const fetcher = createGraphiQLFetcher(options);
  return (request, { headers } = {}) =>
    fetcher(request, { ...(headers && { headers }), ...parsed(request.query) });
}

/** Nothing where it cannot be: the server tells what is wrong with it. */
function parsed(query: string): { readonly documentAST?: DocumentNode } {
  try {
    return { documentAST: parse(query) };
  } catch {
    return {};
  }
}

/** One request that a client sent. */
export interface SentRequest {
  readonly method: string;
  /** The document; undefined if the client sent only its hash. */
  readonly query: string | undefined;
  /** The hash of a persisted query. */
  readonly hash: string | undefined;
}

/** Returns a fetch for clients, and the requests that they have sent with it. */
export function recordingFetch(): { readonly fetch: typeof fetch; readonly sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  return {
    sent,
    fetch: (input, init) => {
      const request = new Request(input, init);
      const search = new URL(request.url).searchParams;
      const body =
        typeof init?.body === 'string'
          ? (JSON.parse(init.body) as Record<string, unknown>)
          : {
              query: search.get('query') ?? undefined,
              extensions: JSON.parse(search.get('extensions') ?? '{}'),
            };
      const extensions = body['extensions'] as { persistedQuery?: { sha256Hash: string } } | undefined;
      sent.push({
        method: request.method,
        query: body['query'] as string | undefined,
        hash: extensions?.persistedQuery?.sha256Hash,
      });
      return fetch(input, init);
    },
  };
}

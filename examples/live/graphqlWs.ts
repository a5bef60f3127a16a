import { createClient, type Client } from 'graphql-ws';
import { liveOptions, resuming } from '../../src/client/index.js'; // in a page: 'greyoak/client'
import { isExpired, SCORE_CHANGED, type ScoreChange } from './scoreChanged.js';

/**
 * Live scores over a socket. `load` queries what the page shows: once at the start and whenever the page was away for
 * so long that its cursor expired. Returns what ends it.
 */
export function liveScores(
  url: string,
  load: (client: Client) => void,
  onChange: (change: ScoreChange) => void,
  onError: (error: unknown) => void,
): () => void {
  const client = resuming(createClient({ url, ...liveOptions }));
  const begin = () => {
    client.subscribe<{ scoreChanged: ScoreChange }>(
      { query: SCORE_CHANGED },
      {
        next: ({ data }) => data && onChange(data.scoreChanged),
        error: (error) => (isExpired(error) ? begin() : onError(error)),
        complete: () => undefined,
      },
    );
    // Behind it over the same socket, so that nothing falls between.
    load(client);
  };
  begin();
  return () => void client.dispose();
}

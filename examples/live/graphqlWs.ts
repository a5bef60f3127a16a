import { createClient, type Client } from 'graphql-ws';
import { liveOptions, resuming } from '../../src/client/index.js'; // in a page: 'greyoak/client'
import { isExpired, SCORE_CHANGED, type ScoreChange } from './scoreChanged.js';

/**
 * Subscribes to live scores over a socket.
 *
 * @param load queries what the page shows; called at the start, and again when the client was offline for so long that
 *   its cursor expired
 * @returns a function that closes the socket
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
    // The query follows the subscription over the same socket, so no event falls between them.
    load(client);
  };
  begin();
  return () => void client.dispose();
}

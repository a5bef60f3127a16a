import { createClient } from 'graphql-sse';
import { liveOptions, resuming } from '../../src/client/index.js'; // in a page: 'greyoak/client'
import { SCORE_CHANGED, type ScoreChange } from './scoreChanged.js';

/** Yields live scores from server-sent events. For Node, and for networks that block WebSockets. */
export async function* liveScores(url: string, after?: string): AsyncGenerator<ScoreChange> {
  const client = resuming(createClient({ url, ...liveOptions }));
  const operation = { query: SCORE_CHANGED, variables: { after } };
  try {
    for await (const { data, errors } of client.iterate<{ scoreChanged: ScoreChange }>(operation)) {
      if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
      if (data) yield data.scoreChanged;
    }
  } finally {
    client.dispose();
  }
}

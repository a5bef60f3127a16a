import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../../test/support/synthetic/random.js';
import { ask } from './ask.js';
import { lagOf, type ChangingKeys } from './changingKeys.js';
import type { Tally } from './tally.js';

/** How long a process may use what it knew of a key. It hears of most changes at once. */
const MOST_LAG_MS = 5_000;

const SCORES = { field: 'method', query: '{ method { name } }' };

/** What all callers of a run have in common. */
export interface Round {
  /** Of the closed service, and of the open one over the same store. */
  readonly port: number;
  readonly openPort: number;
  readonly ticker: string;
  readonly keys: ChangingKeys;
  /** Keys with one scope each, SCORES_READ and MARKET_READ. */
  readonly steady: { readonly scores: string; readonly market: string };
  readonly random: Random;
  readonly tally: Tally;
  readonly isOver: () => boolean;
}

/** Sends one request after the other over a connection, each as another caller. @param intervalMs between two */
export async function mixedCallers(round: Round, intervalMs: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await wait(round.random.uniform() * intervalMs);
  while (!round.isOver()) {
    const due = performance.now() + intervalMs;
    await askOnce(round, agent);
    await wait(Math.max(0, due - performance.now()));
  }
  agent.destroy();
}

async function askOnce(
  { keys, openPort, port, random, steady, tally, ticker }: Round,
  agent: Agent,
): Promise<void> {
  const isOfScores = random.chance(0.5);
  const market = { field: 'stock', query: `{ stock(ticker: "${ticker}") { name } }` };
  const { field, query } = isOfScores ? SCORES : market;
  const get = async (who: string, expected: number, asked: Partial<Parameters<typeof ask>[0]> = {}) => {
    const answer = await ask({ port, agent, query, authorization: null, ...asked });
    const isRight = answer.status === expected && (expected === 200 ? answer.field === field : true);
    tally.add(`${who}, ${isOfScores ? 'scores' : 'market'}: ${answer.status}`, isRight);
  };
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  switch (random.below(7)) {
    case 0:
      return get('anonymous', isOfScores ? 403 : 200);
    case 1:
      return get('key for scores', isOfScores ? 200 : 403, bearer(steady.scores));
    case 2:
      return get('key for the market', isOfScores ? 403 : 200, bearer(steady.market));
    case 3:
      return get('open', 200, { port: openPort });
    case 4:
      return get('open, with a key', isOfScores ? 200 : 403, { port: openPort, ...bearer(steady.scores) });
    case 5:
      return get('bad credential', 401, badCredentials(random, steady.scores));
    default: {
      const secret = keys.any();
      const sentAt = performance.now();
      const answer = await ask({ port, agent, query, ...bearer(secret.text) });
      const isGood = answer.status !== 401;
      const lag = lagOf(secret, isGood, sentAt);
      if (lag < Infinity) tally.lag('requests', lag);
      const isRight = lag < MOST_LAG_MS && (isGood ? answer.field === field : true);
      tally.add(`changing key, ${isOfScores ? 'scores' : 'market'}: ${answer.status}`, isRight);
    }
  }
}

function badCredentials(random: Random, good: string) {
  const all = [
    { authorization: `Bearer gok_${String(random.uniform()).slice(2).padEnd(43, 'x').slice(0, 43)}` },
    { authorization: `Bearer ${good.slice(0, -1)}` },
    { authorization: `Bearer ${good}, Bearer ${good}` },
    { authorization: [`Bearer ${good}`, `Bearer ${good}`] },
    { authorization: 'Basic YTpi' },
    { authorization: '' },
    { authorization: null, path: `/graphql?api_key=${good}` },
  ];
  return all[random.below(all.length)];
}

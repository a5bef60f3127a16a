/**
 * Live delivery, compared with other servers that send the same events to as many clients.
 *
 * npm --prefix bench run live -- [--sockets 1000,10000] [--events 200] [--rounds 2] [--whole] [--tiny]
 *
 * With --whole, graphql-ws too gets all events, which takes minutes. Exits with 1 if an event was lost, was repeated or
 * was out of order.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { wholes } from '../harness/options.js';
import { print, printHead } from '../harness/report.js';
import { openStore } from '../harness/store.js';
import { isTiny } from '../harness/tiny.js';
import { versionOf } from '../harness/versionOf.js';
import { withCleanup } from '../processes/withCleanup.js';
import type { ChangedScore } from './changedScore.js';
import { eventOf, PEERS, startGreyoak, startPeer, type Contestant } from './contestants.js';
import { LoadProcess } from './loadProcess.js';
import { measure, type Counts, type Measured, type Sample } from './measure.js';
import { medians } from '../harness/statistics.js';
import { printGoals, printResults } from './results.js';

/** How many messages graphql-ws gets, which executes each event for each subscriber. */
const MOST_OF_SLOW = { burst: 50_000, paced: 20_000 };
/** How many messages the others get in a paced round. */
const MOST_PACED = 200_000;

const { values } = parseArgs({
  options: {
    sockets: { type: 'string', default: isTiny ? '20' : '1000,10000' },
    events: { type: 'string', default: isTiny ? '5' : '200' },
    rounds: { type: 'string', default: isTiny ? '1' : '2' },
    whole: { type: 'boolean', default: false },
    tiny: { type: 'boolean' },
  },
});
const [events] = wholes('--events', values.events);
const [rounds] = wholes('--rounds', values.rounds);

await withCleanup(async (onEnd) => {
  printHead('Live: the same events to many clients');
  const store = await openStore(undefined);
  onEnd(store.close);
  // As a store is after some use: vacuumed, and with statistics.
  await store.owner.query('VACUUM ANALYZE');
  const load = new LoadProcess();
  onEnd(load.stop);
  const started = async (starting: Promise<Contestant>) => {
    const contestant = await starting;
    onEnd(contestant.stop);
    return contestant;
  };
  const greyoak = () => started(startGreyoak(store.url, store.pool));
  const sent = await eventsOf(await greyoak(), load);
  print(
    `${['ws', 'graphql-ws', 'type-graphql', '@graphql-yoga/subscription'].map(versionOf).join(', ')}. Each event is ` +
      `${JSON.stringify(sent[0]).length} characters of JSON. GreyOak sent ${events} of them first; the others publish ` +
      'the same ones, and every message is compared.\n',
  );
  const contestants: readonly (readonly [Contestant['name'], () => Promise<Contestant>])[] = [
    ['greyoak', greyoak],
    ...PEERS.map((name) => [name, () => started(startPeer(name, sent))] as const),
  ];
  const measured: Measured[] = [];
  for (const sockets of wholes('--sockets', values.sockets)) {
    const samples = new Map<Contestant['name'], Sample[]>(contestants.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      // Each contestant in turn, as a new process.
      for (const [name, start] of contestants) {
        const contestant = await start();
        const sample = await measure(contestant, load, countsOf(name, sockets)).catch((error: Error) => {
          throw new Error(`${name}, ${sockets} sockets: ${error.message}`, { cause: error });
        });
        samples.get(name)?.push(sample);
        await contestant.stop();
      }
    }
    for (const [contestant, taken] of samples) measured.push({ contestant, sockets, ...medians(taken) });
  }
  printResults(measured);
  printGoals(measured);
  print(`Load average at the end: ${loadavg()[0].toFixed(2)}.`);
});

/** Returns what GreyOak sends for one commit. */
async function eventsOf(greyoak: Contestant, load: LoadProcess): Promise<readonly ChangedScore[]> {
  await load.open(greyoak, 1);
  await load.begin(events);
  const { check } = await greyoak.publish(events);
  const { payloads } = await load.finish();
  check(payloads);
  await load.close();
  await greyoak.stop();
  return payloads.map(eventOf);
}

function countsOf(name: Contestant['name'], sockets: number): Counts {
  const isQuick = name !== 'graphqlWs';
  const most = (messages: number) =>
    values.whole ? events : Math.max(1, Math.min(events, Math.floor(messages / sockets)));
  return {
    sockets,
    burst: isQuick ? events : most(MOST_OF_SLOW.burst),
    paced: most(isQuick ? MOST_PACED : MOST_OF_SLOW.paced),
  };
}

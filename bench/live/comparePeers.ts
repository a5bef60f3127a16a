import { print } from '../harness/report.js';
import type { BenchStore } from '../http/store.js';
import type { Arguments } from './arguments.js';
import type { ChangedScore } from './changedScore.js';
import type { Contestant } from './contestant.js';
import { eventOf, startGreyoak } from './greyoak.js';
import type { LoadProcess } from './loadProcess.js';
import { measure, medians, type Counts, type Sample } from './measure.js';
import { printGoals, printResults } from './results.js';
import { startPeer } from './startPeer.js';
import { versionsOf } from './titles.js';

/** Messages of peers that execute each event for each subscriber: with all of them a round takes minutes. */
const MOST_OF_SLOW = { burst: 50_000, paced: 20_000 };
/** Of a paced round of the others. */
const MOST_PACED = 200_000;

/** Round after round, each contestant in turn, each time as a fresh process. */
export async function comparePeers(
  { sockets, events: count, rounds, peers, isWhole }: Arguments,
  store: Pick<BenchStore, 'url' | 'pool'>,
  load: LoadProcess,
  onStart: (contestant: Contestant) => void,
): Promise<void> {
  for (const name of peers) print(`- ${versionsOf(name)}`);
  const started = async (starting: Promise<Contestant>) => {
    const contestant = await starting;
    onStart(contestant);
    return contestant;
  };
  const greyoak = () => started(startGreyoak(store.url, store.pool));
  const events = await eventsOf(await greyoak(), load, count);
  print(
    `\nEach event is ${JSON.stringify(events[0]).length} characters of JSON; ${count} of them, which ` +
      'GreyOak was the first to send, are what the others publish, and every message was compared.\n',
  );
  const contestants: readonly (readonly [Contestant['name'], () => Promise<Contestant>])[] = [
    ['greyoak', greyoak],
    ...peers.map((name) => [name, () => started(startPeer(name, events))] as const),
  ];
  const measured = [];
  for (const clients of sockets) {
    const samples = new Map<Contestant['name'], Sample[]>(contestants.map(([name]) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const [name, start] of contestants) {
        const contestant = await start();
        const counts = countsOf(name, clients, count, isWhole);
        samples.get(name)?.push(await measure(contestant, load, counts).catch(namedAfter(name, clients)));
        await contestant.stop();
      }
    }
    for (const [contestant, taken] of samples) {
      measured.push({ contestant, sockets: clients, ...medians(taken) });
    }
  }
  printResults(measured);
  printGoals(measured);
}

/** What GreyOak sends for one commit. */
async function eventsOf(
  greyoak: Contestant,
  load: LoadProcess,
  count: number,
): Promise<readonly ChangedScore[]> {
  await load.open(greyoak, 1);
  await load.begin(count);
  const { check } = await greyoak.publish(count);
  const { payloads } = await load.finish();
  check(payloads);
  await load.close();
  await greyoak.stop();
  return payloads.map(eventOf);
}

function countsOf(name: Contestant['name'], sockets: number, events: number, isWhole: boolean): Counts {
  const isQuick = name === 'greyoak' || name === 'raw';
  const most = (messages: number) =>
    isWhole ? events : Math.max(1, Math.min(events, Math.floor(messages / sockets)));
  return {
    sockets,
    burst: isQuick ? events : most(MOST_OF_SLOW.burst),
    paced: most(isQuick ? MOST_PACED : MOST_OF_SLOW.paced),
  };
}

const namedAfter = (name: Contestant['name'], sockets: number) => (error: Error) => {
  throw new Error(`${name}, ${sockets} sockets: ${error.message}`, { cause: error });
};

/**
 * GreyOak over HTTP, compared with other servers over the same tables of one PostgreSQL. Each server is a process of its
 * own. A load process sends three operations to each in turn, cold (every request differs, and GreyOak caches no answers)
 * and hot (every request is the same). arguments.ts lists the options.
 *
 *   npm --prefix bench run http -- [FOLDER]
 */
import { loadavg } from 'node:os';
import { print, printHead } from '../harness/report.js';
import { openStore, type BenchStore } from '../harness/store.js';
import { versionOf } from '../harness/versionOf.js';
import { startTaskProcess } from '../processes/taskProcess.js';
import { withCleanup } from '../processes/withCleanup.js';
import { Random } from '../../test/support/synthetic/random.js';
import { readArguments, type Arguments } from './arguments.js';
import { makeBenchTables, type AnsweredPillar } from './benchTables.js';
import { PEERS, startGreyoak, startPeer, type Contestant, type Temperature } from './contestants.js';
import type { LoadResult, LoadTask } from './load/load.js';
import { measure, type Measured } from './measure.js';
import { mustAgree } from './mustAgree.js';
import { OPERATIONS, type Market } from './operations.js';
import { ask } from './requests.js';
import { printGoals, printResults } from './results.js';

/** How many answers to random requests are compared, for each peer and operation. */
const COMPARED = 20;

await withCleanup(async (onEnd) => {
  const { folder, temperatures, ...how } = readArguments();
  const started = async (starting: Promise<Contestant>): Promise<Contestant> => {
    const contestant = await starting;
    onEnd(contestant.stop);
    return contestant;
  };
  printHead('HTTP: the same answers from other servers over the same tables');
  const store = await openStore(folder);
  onEnd(store.close);
  const market: Market = { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days };
  print(
    `${store.what}: ${store.stocks.length} stocks in the newest run, ${store.rows} scores stored. ` +
      `${how.rounds} rounds of ${how.seconds} s, medians; ` +
      `${['mercurius', 'fastify', 'postgraphile'].map(versionOf).join(', ')}.\n`,
  );

  const greyoak: Record<Temperature, Contestant> = {
    cold: await started(startGreyoak(store.url, 'cold')),
    hot: await started(startGreyoak(store.url, 'hot')),
  };
  await fillTables(store, greyoak.cold);
  const peers: Contestant[] = [];
  for (const name of PEERS) peers.push(await started(startPeer(name, store.ownerUrl)));
  for (const name of how.operations) {
    const operation = OPERATIONS[name];
    const { bytes } = await ask(greyoak.hot, operation, operation.hot(market));
    peers.find((peer) => peer.name === 'bareHttp')?.send({ [name]: bytes });
  }
  const compared = await compareAll(greyoak, peers, market, how.operations);
  print(`Compared: ${compared} answers of peers are equal to GreyOak's, number by number.\n`);

  // As after some use: GreyOak holds the books of the days that pages are drawn from, the peers hold their plans.
  for (const server of [greyoak.cold, greyoak.hot, ...peers]) {
    for (const on of market.days) {
      const { hot } = OPERATIONS.page;
      if (how.operations.includes('page')) await ask(server, OPERATIONS.page, { ...hot(market), on });
    }
  }

  const load = startTaskProcess<LoadTask, LoadResult>('http/load/load.ts');
  onEnd(load.stop);
  const measured: Measured[] = [];
  for (const temperature of temperatures) {
    // The bare server sends the same bytes each time, which is no answer to a cold request.
    const others = peers.filter(({ name }) => temperature === 'hot' || name !== 'bareHttp');
    for (const operation of how.operations.map((name) => OPERATIONS[name])) {
      for (const connections of how.connections) {
        const round = { temperature, operation, connections, seconds: how.seconds, rounds: how.rounds };
        const servers = [greyoak[temperature], ...others];
        measured.push(...(await measure(servers, load, market, store.postmaster, round)));
      }
    }
  }
  printResults(measured);
  printGoals(measured);
  print(`Load average at the end: ${loadavg()[0].toFixed(2)}.`);
});

/** Fills the tables of the peers from GreyOak's answers. */
async function fillTables({ owner, stocks }: BenchStore, greyoak: Contestant): Promise<void> {
  await makeBenchTables(owner, stocks, async (ticker) => {
    const { data } = await ask(greyoak, OPERATIONS.card, { ticker });
    const { stock } = data as { stock: { score: { pillars: { all: readonly AnsweredPillar[] } } } };
    return stock.score.pillars.all;
  });
}

/** Returns how many answers were compared. */
async function compareAll(
  greyoak: Readonly<Record<Temperature, Contestant>>,
  peers: readonly Contestant[],
  market: Market,
  names: Arguments['operations'],
): Promise<number> {
  let compared = 0;
  for (const operation of names.map((name) => OPERATIONS[name])) {
    const random = new Random(11);
    const drawn = Array.from({ length: COMPARED }, () => operation.draw(random, market));
    for (const [k, variables] of [operation.hot(market), ...drawn].entries()) {
      const ours = await ask(greyoak.cold, operation, variables);
      for (const peer of [greyoak.hot, ...peers]) {
        if (peer.name === 'bareHttp' && k > 0) continue;
        const theirs = await ask(peer, operation, variables);
        mustAgree(`${peer.name}, ${operation.name}, ${JSON.stringify(variables)}`, ours.data, theirs.data);
        compared++;
      }
    }
  }
  return compared;
}

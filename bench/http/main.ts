/**
 * GreyOak over HTTP, held against other servers over the same tables of one PostgreSQL: each a process of its own,
 * asked by a load process for three operations, cold (something else each time, our cache of answers off) and hot
 * (the same each time). See USAGE in arguments.ts for the options.
 *
 *   npm --prefix bench run http -- [FOLDER]
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { print } from '../harness/report.js';
import { Random } from '../synthetic/random.js';
import { readArguments, type Arguments, type Temperature } from './arguments.js';
import { makeBenchTables, type AnsweredPillar } from './benchTables.js';
import type { Contestant } from './contestant.js';
import { parentOf } from './cpuTime.js';
import { startGreyoak } from './greyoak.js';
import { startLoad } from './loadProcess.js';
import { measure, type Measured } from './measure.js';
import { mustAgree } from './mustAgree.js';
import { OPERATIONS, type Market } from './operations.js';
import type { PeerName } from './peerNames.js';
import { ask } from './requests.js';
import { printGoals, printResults } from './results.js';
import { startPeer, type StartedPeer } from './startPeer.js';
import { openStore, type BenchStore } from './store.js';
import { TITLES, versionsOf } from './versions.js';

/** Answers of each peer and operation that are compared with ours, beside the hot one. */
const COMPARED = 20;

const options = readArguments(process.argv.slice(2));
/** What is to be ended, the last one first. */
const undo: (() => Promise<void>)[] = [];
let stopping: Promise<void> | null = null;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
}
try {
  await run(options);
} finally {
  await stopAll();
}

/** Once, for whoever asks: what runs fails when its servers go, and must not end us before all are stopped. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of undo.reverse()) await stop();
  })();
  return stopping;
}

async function run({ folder, home, peers, temperatures, isJson, ...how }: Arguments): Promise<void> {
  printMachine();
  const store = await openStore(folder, home, parentOf);
  undo.push(store.close);
  const market: Market = { tickers: store.stocks.map(({ ticker }) => ticker), days: store.days };
  print(
    `${store.what}: ${store.stocks.length} stocks in the newest run, ${store.rows} scores stored. ` +
      `${how.rounds} rounds of ${how.seconds} s, medians.\n`,
  );

  // Cold even where only hot is measured: the tables are filled from its answers.
  const greyoak: Record<Temperature, Contestant> = {
    cold: await started(startGreyoak(store.url, 'cold')),
    hot: await started(startGreyoak(store.url, 'hot')),
  };
  await fillTables(store, greyoak.cold);
  const { others, missing } = await startPeers(peers, store.url);
  print(`- ${versionsOf('greyoak')}`);
  for (const { name } of others) print(`- ${versionsOf(name)}`);
  for (const [name, reason] of missing) print(`- ${TITLES.get(name)} is left out: ${reason}`);
  print(
    '\nComponents of pillars are computed by GreyOak at each request, and weights read from the method. Peers ' +
      "read both from tables that were filled from GreyOak's answers.",
  );
  if (others.some((peer) => peer.name.startsWith('postgraphile')) && !('withResolvers' in Promise)) {
    print(
      'PostGraphile 5.1 asks for Node 22. On this version it runs with a Promise.withResolvers supplied, without ' +
        'which each request fails; nothing else was found to be missing.',
    );
  }
  if (others.some((peer) => peer.name === 'postgraphileFlat')) {
    print(
      '"Columns": pillars and penalty parts are columns, so that what they are called is in the names of fields and ' +
        'an answer has half the bytes. Shown, and not counted as a peer with the same data.',
    );
  }

  for (const name of how.operations) {
    const operation = OPERATIONS[name];
    const hot = await ask(greyoak.hot, operation, operation.hot(market));
    others.find(({ name: peer }) => peer === 'bareHttp')?.child.send({ [name]: hot.bytes });
  }
  const compared = await compareAll(greyoak, others, market, how.operations);
  print(`Compared: ${compared} answers of peers are equal to GreyOak's, number by number.\n`);

  // As after a while of use: GreyOak keeps books of the days that pages are drawn from, the others their plans.
  for (const server of [greyoak.cold, greyoak.hot, ...others]) {
    for (const on of market.days) {
      const { hot } = OPERATIONS.page;
      if (how.operations.includes('page')) await ask(server, OPERATIONS.page, { ...hot(market), on });
    }
  }

  const load = startLoad();
  undo.push(load.stop);
  const measured: Measured[] = [];
  for (const temperature of temperatures) {
    // Bytes from memory are the same each time.
    const contestants = others.filter(({ name }) => temperature === 'hot' || name !== 'bareHttp');
    for (const operation of how.operations.map((name) => OPERATIONS[name])) {
      for (const connections of how.connections) {
        const round = { temperature, operation, connections, seconds: how.seconds, rounds: how.rounds };
        const servers = [greyoak[temperature], ...contestants];
        measured.push(...(await measure(servers, load, market, store.postmaster, round)));
      }
    }
  }
  printResults(measured, TITLES);
  printGoals(measured, TITLES);
  print(`Load average at the end: ${loadavg()[0].toFixed(2)}.`);
  if (isJson)
    print(JSON.stringify({ date: new Date().toISOString(), node: process.versions.node, measured }));
}

function printMachine(): void {
  print('\n## HTTP: the same answers from other servers over the same tables\n');
  print(
    `${cpus()[0].model.trim()}, ${availableParallelism()} cores for servers, PostgreSQL 18 and load together, ` +
      `Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}; ` +
      `load average at the start ${loadavg()[0].toFixed(2)}.\n`,
  );
}

async function started<One extends Contestant>(starting: Promise<One>): Promise<One> {
  const contestant = await starting;
  undo.push(contestant.stop);
  return contestant;
}

async function startPeers(names: readonly PeerName[], url: string) {
  const others: StartedPeer[] = [];
  const missing = new Map<PeerName, string>();
  for (const name of names) {
    await started(startPeer(name, url)).then(
      (peer) => others.push(peer),
      (error: Error) => missing.set(name, error.message),
    );
  }
  return { others, missing };
}

async function fillTables({ pool, stocks }: BenchStore, greyoak: Contestant): Promise<void> {
  await makeBenchTables(pool, stocks, async (ticker) => {
    const { data } = await ask(greyoak, OPERATIONS.card, { ticker });
    const { stock } = data as { stock: { score: { pillars: { all: readonly AnsweredPillar[] } } } };
    return stock.score.pillars.all;
  });
}

/** @returns how many answers were compared */
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

/**
 * Live delivery, held against other servers that send the same events to as many clients. See USAGE in
 * arguments.ts for the options.
 *
 *   npm --prefix bench run live
 *   npm --prefix bench run live -- --storm      clients that lose their connections all the time
 *   npm --prefix bench run live -- --latency    from a commit to the last subscriber
 *   npm --prefix bench run live -- --intraday   from prices that come in to the last subscriber
 *
 * Ends with 1 where an event did not arrive, got twice or out of order.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { print } from '../harness/report.js';
import { parentOf } from '../http/cpuTime.js';
import { openStore, type BenchStore } from '../http/store.js';
import { readArguments } from './arguments.js';
import { comparePeers } from './comparePeers.js';
import { startGreyoak } from './greyoak.js';
import { LoadProcess } from './loadProcess.js';
import { measureIntraday } from './measureIntraday.js';
import { measureLatency } from './measureLatency.js';
import { measureStorm } from './measureStorm.js';

const options = readArguments(process.argv.slice(2));
/** What is to be ended, the last one first. */
const undo: (() => Promise<void>)[] = [];
let stopping: Promise<void> | null = null;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
}
try {
  await run();
} finally {
  await stopAll();
}

/** Once, for whoever asks. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of undo.reverse()) await stop();
  })();
  return stopping;
}

async function run(): Promise<void> {
  printMachine();
  const store: BenchStore = await openStore(undefined, undefined, parentOf);
  undo.push(store.close);
  // As a store is after a while of use: vacuumed, with statistics.
  await store.pool.query('VACUUM ANALYZE');
  const start = async () => {
    const greyoak = await startGreyoak(store.url, store.pool);
    undo.push(greyoak.stop);
    return greyoak;
  };
  if (options.task === 'storm') return measureStorm(options, store, start);
  if (options.task === 'intraday') return measureIntraday(options, store, start);
  const load = new LoadProcess();
  undo.push(() => load.stop());
  if (options.task === 'latency') return measureLatency(options, store, load, start);
  await comparePeers(options, store, load, ({ stop }) => void undo.push(stop));
  print(`Load average at the end: ${loadavg()[0].toFixed(2)}.`);
}

function printMachine(): void {
  print('\n## Live: the same events to many clients\n');
  print(
    `${cpus()[0].model.trim()}, ${availableParallelism()} cores for server, PostgreSQL 18 and clients together, ` +
      `Node ${process.versions.node}; ${new Date().toISOString().slice(0, 10)}; ` +
      `load average at the start ${loadavg()[0].toFixed(2)}.\n`,
  );
}

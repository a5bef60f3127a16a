import { digits, goal, print, printTable } from '../harness/report.js';
import type { BenchStore } from '../http/store.js';
import type { Arguments } from './arguments.js';
import { commitEvents } from './commitEvents.js';
import type { Contestant } from './contestant.js';
import type { LoadProcess } from './loadProcess.js';
import { quantile } from './statistics.js';

const WARM_UP_COMMITS = 10;
const MOST_P99_MS = 250;

/** From when COMMIT has returned until the last subscriber has its last event. */
export async function measureLatency(
  { sockets, events, rounds }: Arguments,
  { pool }: Pick<BenchStore, 'pool'>,
  load: LoadProcess,
  start: () => Promise<Contestant>,
): Promise<void> {
  const rows = [];
  for (const clients of sockets) {
    const greyoak = await start();
    await load.open(greyoak, clients);
    const took: number[] = [];
    for (let k = -WARM_UP_COMMITS; k < rounds; k++) {
      await load.begin(events);
      const { returnedAt } = await commitEvents(pool, events);
      const { lastAt } = await load.finish();
      if (k >= 0) took.push(lastAt - returnedAt);
    }
    await load.close();
    await greyoak.stop();
    const p99 = quantile(took, 0.99);
    rows.push([
      digits(clients),
      `${rounds} × ${events}`,
      digits(quantile(took, 0.5)),
      digits(p99),
      digits(Math.max(...took)),
      goal(`p99 < ${MOST_P99_MS} ms`, p99 < MOST_P99_MS),
    ]);
  }
  print('### Latency: from COMMIT returned to the last event of the last subscriber\n');
  printTable(['sockets', 'commits × events', 'p50 ms', 'p99 ms', 'most ms', 'goal'], rows);
}

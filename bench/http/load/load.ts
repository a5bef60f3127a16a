/** The load, in a process of its own: does what it is asked over IPC, one task at a time. */
import { Connection } from './connection.js';
import type { LoadReply, LoadResult, LoadTask } from './loadMessages.js';

/** An answer that takes longer than this is taken for one that never comes. */
const PATIENCE_MS = 30_000;

function run({ port, requests, connections, seconds }: LoadTask): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const times: number[] = [];
    let bytes = 0;
    const cpu = process.cpuUsage();
    const start = performance.now();
    const end = start + seconds * 1000;
    const finish = (outcome: () => void) => {
      clearTimeout(watchdog);
      for (const connection of all) connection.stop();
      outcome();
    };
    const watchdog = setTimeout(
      () => finish(() => reject(new Error('an answer did not come'))),
      seconds * 1000 + PATIENCE_MS,
    );
    let running = connections;
    const all = Array.from({ length: connections }, (_, k) => {
      const first = Math.floor((k * requests.length) / connections);
      const connection = new Connection(
        port,
        requests,
        first,
        (size, milliseconds) => {
          times.push(milliseconds);
          bytes += size;
          const now = performance.now();
          if (now < end) return;
          connection.stop();
          if (--running > 0) return;
          const { user, system } = process.cpuUsage(cpu);
          finish(() =>
            resolve({
              requests: times.length,
              seconds: (now - start) / 1000,
              bytes,
              ...quantiles(times),
              loadCpu: user + system,
            }),
          );
        },
        (error) => finish(() => reject(error)),
      );
      return connection;
    });
  });
}

function quantiles(times: readonly number[]): { p50: number; p99: number } {
  const ascending = Float64Array.from(times).sort();
  const at = (fraction: number) =>
    ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * fraction))];
  return { p50: at(0.5), p99: at(0.99) };
}

process.once('disconnect', () => process.exit());
process.on('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send?.(result satisfies LoadReply),
    (error: Error) => process.send?.({ error: error.message } satisfies LoadReply),
  );
});

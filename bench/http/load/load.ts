/** The load of the HTTP benchmark, which is a process of its own. */
import { quantile } from '../../harness/statistics.js';
import { answerTasks } from '../../processes/answerTasks.js';
import { Connection } from './connection.js';

export interface LoadTask {
  readonly port: number;
  /** Sent one after the other, over and over; each connection starts with another one. */
  readonly requests: readonly Uint8Array[];
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  /** The length of all answers, their heads included. */
  readonly bytes: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The CPU time of the load process in microseconds, which tells whether the load was the bottleneck. */
  readonly loadCpu: number;
}

/** How long after the end of a round an answer is waited for. */
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
      const onAnswer = (size: number, milliseconds: number) => {
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
            p50: quantile(times, 0.5),
            p99: quantile(times, 0.99),
            loadCpu: user + system,
          }),
        );
      };
      const connection: Connection = new Connection(port, requests, first, onAnswer, (error) =>
        finish(() => reject(error)),
      );
      return connection;
    });
  });
}

answerTasks(run);

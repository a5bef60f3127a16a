import { readFileSync } from 'node:fs';

/** Returns the CPU time of the main thread of a process since its start, in microseconds; Linux only. */
export function mainThreadCpu(pid: number): number {
  const [nanoseconds] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1000;
}

import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** The memory of a process, in bytes. */
export interface Memory {
  /** All of its resident memory. */
  readonly resident: number;
  /** Objects and buffers of its JavaScript. */
  readonly held: number;
}

const PATIENCE_MS = 60_000;
const LINE = /^memory (\{.*\})$/m;

/** The environment of a process that has to answer `memoryOf`. */
export const COLLECTING = { NODE_OPTIONS: `--import ${new URL('./collect.js', import.meta.url).href}` };

/** Makes the process collect its garbage, and returns what is left. */
export function memoryOf(child: ChildProcess): Promise<Memory> {
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = () => {
      clearTimeout(timer);
      child.stderr?.off('data', read);
    };
    const read = (chunk: unknown) => {
      text += String(chunk);
      const found = LINE.exec(text);
      if (found === null) return;
      finish();
      resolve(JSON.parse(found[1]) as Memory);
    };
    const timer = setTimeout(() => {
      finish();
      reject(new Error(`Process ${child.pid} did not tell its memory within ${PATIENCE_MS / 1000} s.`));
    }, PATIENCE_MS);
    child.stderr?.on('data', read);
    child.kill('SIGUSR2');
  });
}

/** Starts to measure the peak. */
export function forgetPeak(pid: number): void {
  if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5');
}

/** Returns the peak of the resident memory since then, in bytes; NaN where the system does not tell. */
export function peakOf(pid: number): number {
  if (process.platform !== 'linux') return NaN;
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}

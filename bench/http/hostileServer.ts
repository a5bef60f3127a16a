import { readFileSync } from 'node:fs';
import { stop } from './childProcess.js';
import { serve } from './serve.js';

export interface HostileServer {
  readonly port: number;
  readonly pid: number;
  readonly isAlive: () => boolean;
  /** The last that it wrote. */
  readonly output: () => string;
  /** Of its memory, now; NaN where the system does not say. */
  readonly megabytes: () => number;
  readonly stop: () => Promise<void>;
}

/** `greyoak serve` with the limits that it has by default, behind a proxy that names the callers. */
export async function startHostileServer(databaseUrl: string): Promise<HostileServer> {
  const { child, port, pid, output } = await serve(databaseUrl, { TRUSTED_PROXIES: '127.0.0.1' });
  return {
    port,
    pid,
    output,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    megabytes: () => residentMegabytes(pid),
    stop: () => stop(child),
  };
}

function residentMegabytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

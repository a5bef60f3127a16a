import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VARIABLES } from '../../src/settings.js';
import { lastOutput, stop } from './childProcess.js';

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

const START_MS = 60_000;
const READY = /ready at http:\/\/[^\s/:]+:(\d+)/;

/** `greyoak serve` as it is built, with the limits that it has by default, behind a proxy that names the callers. */
export async function startHostileServer(databaseUrl: string): Promise<HostileServer> {
  const others = Object.entries(process.env).filter(([name]) => !VARIABLES.includes(name));
  const command = fileURLToPath(new URL('../../bin/greyoak.js', import.meta.url));
  const child = spawn(process.execPath, [command, 'serve'], {
    env: {
      ...Object.fromEntries(others),
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = lastOutput(child);
  const port = await new Promise<number>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`greyoak serve ${what}:\n${output()}`));
    const timer = setTimeout(() => fail(`was not ready within ${START_MS / 1000} s`), START_MS);
    child.once('exit', () => fail('ended by itself'));
    const look = () => {
      const match = READY.exec(output());
      if (match === null) return;
      clearTimeout(timer);
      child.stdout.off('data', look);
      child.stderr.off('data', look);
      resolve(Number(match[1]));
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
  }).catch(async (error: unknown) => {
    await stop(child);
    throw error;
  });
  const pid = child.pid ?? 0;
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

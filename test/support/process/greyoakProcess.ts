import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findPlaces } from '../../../src/database/embedded/places.js';
import { serverUser } from '../../../src/database/embedded/serverUser.js';
import { inheritedEnv } from './inheritedEnv.js';

interface ProcessOptions {
  readonly program?: readonly [string, ...string[]];
  readonly leadsGroup?: boolean;
}

/** The built command as a process of its own. */
export class GreyoakProcess {
  out = '';
  err = '';
  readonly #child;
  readonly #ended: Promise<unknown>;

  /**
   * @param options.program what to start with the arguments; left out: Node with the built command
   * @param options.leadsGroup whether it gets a process group of its own, as a shell gives one to each job
   */
  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    { program = [process.execPath, 'bin/greyoak.js'], leadsGroup = false }: ProcessOptions = {},
  ) {
    const [command, ...first] = program;
    this.#child = spawn(command, [...first, ...args], {
      // One method, because each one scores the sample market of a new home once more.
      env: { ...inheritedEnv(), METHODS: 'greyoak-1.1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: leadsGroup,
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    // Not 'exit': what it wrote last may still be under way then.
    this.#ended = once(this.#child, 'close');
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Sends a signal to its whole group, as a terminal does. */
  killGroup(signal: NodeJS.Signals): void {
    process.kill(-(this.#child.pid ?? NaN), signal);
  }

  /** Closes the pipes that it writes to, as a reader does that has read enough. */
  closeOutput(): void {
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  /** The code or signal that it ends with. */
  async end(): Promise<number | NodeJS.Signals | null> {
    await this.#ended;
    return this.#child.exitCode ?? this.#child.signalCode;
  }
}

/** Asks again until it holds, not so often that what is waited for has no processor. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, patienceMs = 60_000) {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > patienceMs) throw new Error(`waited too long until ${what}`);
    await sleep(25);
  }
}

/** The processes that a folder's embedded PostgreSQL consists of, by their command lines. */
export async function postgresOf(home: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-eo', 'pid=,command=']);
  return stdout.split('\n').filter((line) => line.includes(join(home, 'postgresql')));
}

/** The process id of a home's embedded PostgreSQL. */
export async function postmasterOf(home: string): Promise<number> {
  return Number((await readFile(join(home, 'postgresql', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

export const socketsOf = async (home: string): Promise<string> =>
  (await findPlaces(home, serverUser())).sockets;

/** Removes a home, what lies elsewhere for it, and a server that a failed test left behind. */
export async function removeHome(home: string): Promise<void> {
  for (const line of await postgresOf(home)) process.kill(Number.parseInt(line, 10), 'SIGQUIT');
  await until('the server is gone', async () => (await postgresOf(home)).length === 0);
  await rm(await socketsOf(home), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}

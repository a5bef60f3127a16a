import { spawn, type ChildProcess } from 'node:child_process';
import type { ServerUser } from './serverUser.js';
import { stopProcess } from './stopProcess.js';

const KEPT_CHARACTERS = 4000;

interface End {
  /** Returns what it wrote last. */
  readonly output: string;
  readonly isSuccess: boolean;
}

/**
 * A program of PostgreSQL that runs as the server's user. It is detached from the terminal, so that Ctrl-C reaches only us.
 * If we exit before it, it is told to end, too.
 */
export class ServerProcess {
  /**
   * Resolves when the program and all its children have ended. After a kill of the server, its helpers run on for a
   * moment and hold the shared memory that a new server needs.
   */
  readonly ended: Promise<End>;
  readonly #child: ChildProcess;
  #output = '';
  #isRunning = true;
  #isStopping = false;

  constructor(program: string, options: readonly string[], { ids }: Pick<ServerUser, 'ids'>) {
    const stdio = ['ignore', 'pipe', 'pipe'] as const;
    // The user may not be allowed to enter the working directory.
    const child = spawn(program, options, {
      cwd: '/',
      env: environment(),
      detached: true,
      stdio: [...stdio],
      ...ids,
    });
    const keep = (text: string) => {
      this.#output = (this.#output + text).slice(-KEPT_CHARACTERS);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    this.#child = child;
    // At once if it does not stop in order.
    const endWithUs = () => child.kill(this.#isStopping ? 'SIGQUIT' : 'SIGINT');
    process.on('exit', endWithUs);
    this.ended = new Promise((resolve) => {
      child.on('error', (error) => keep(`${program}: ${error.message}\n`));
      child.on('close', (code) => {
        process.off('exit', endWithUs);
        this.#isRunning = false;
        resolve({ output: this.#output, isSuccess: code === 0 });
      });
    });
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get output(): string {
    return this.#output;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await stopProcess((signal) => this.#child.kill(signal), this.ended);
  }
}

/** Returns our environment without variables that would change the server or its programs, such as PGDATA or PGPORT. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}

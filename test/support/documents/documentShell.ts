import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../process/greyoakProcess.js';
import { statusOf } from '../process/services.js';

/** How a script ended, and what it printed. */
export interface ScriptResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs scripts of documents in one folder, with one environment. */
export class DocumentShell {
  #service: ChildProcess | null = null;

  constructor(
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Runs a script to its end. It stops at the first command that fails. */
  async run(script: string): Promise<ScriptResult> {
    const { child, result } = this.#start(script);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...result };
  }

  /**
   * Runs a script whose last command serves, until the service is ready.
   *
   * @param url where it will be
   * @throws Error with what it printed if it ends instead
   */
  async serve(script: string, url: string): Promise<void> {
    const { child, result } = this.#start(script);
    this.#service = child;
    await until('the service of a document is ready', async () => {
      if (child.exitCode !== null) throw new Error(`the service ended: ${result.out}${result.err}`);
      return (await statusOf(`${url}/health/ready`)) === 200;
    });
  }

  /** Ends the service with everything that its script has started. */
  async endService(): Promise<void> {
    const child = this.#service;
    this.#service = null;
    if (child?.pid === undefined || child.exitCode !== null) return;
    const ended = once(child, 'close');
    process.kill(-child.pid, 'SIGTERM');
    await ended;
  }

  #start(script: string) {
    // A group of its own, because npm and shells do not always end what they have started.
    const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
      cwd: this.folder,
      env: this.env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const result = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (result.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (result.err += text));
    return { child, result };
  }
}

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lastOutput, stop } from '../http/childProcess.js';
import { forkHere } from '../http/startPeer.js';
import type { Contestant } from './contestant.js';
import type { LoadReply, LoadResult, LoadTask } from './load/loadMessages.js';
import { untilIdle } from './untilIdle.js';

/** Without an event for so long, those that are missing are taken for lost. */
const PATIENCE_MS = 60_000;
/** For an event that finds out whether all are subscribed. */
const PROBE_MS = 20_000;
const MOST_PROBES = 3;

/** The clients, in a process of their own. */
export class LoadProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  constructor() {
    this.#child = forkHere('../live/load/load.ts');
    const output = lastOutput(this.#child);
    this.#ended = once(this.#child, 'exit').then(() => {
      throw new Error(`the load process ended by itself:\n${output()}`);
    });
    this.#ended.catch(() => undefined);
  }

  /**
   * Connects clients, and publishes an event that has to reach them all: no server says when it has begun a
   * subscription.
   */
  async open({ pid, endpoint, publish }: Contestant, sockets: number): Promise<void> {
    await this.#run({ do: 'open', endpoint, sockets });
    await untilIdle(pid);
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      await this.begin(1);
      await publish(1);
      const { received } = await this.#finish(PROBE_MS);
      if (received === sockets) return;
    }
    throw new Error(`expected ${sockets} subscriptions, but ${MOST_PROBES} events did not reach them all`);
  }

  async begin(events: number): Promise<void> {
    await this.#run({ do: 'begin', events });
  }

  /** @throws Error where not all clients got all events, in order, and nothing else */
  async finish(): Promise<LoadResult> {
    const result = await this.#finish(PATIENCE_MS);
    if (result.received === result.wanted) return result;
    throw new Error(`expected ${result.wanted} messages, got ${result.received}`);
  }

  async close(): Promise<void> {
    await this.#run({ do: 'close' });
  }

  stop(): Promise<void> {
    return stop(this.#child);
  }

  async #finish(patienceMs: number): Promise<LoadResult> {
    const result = await this.#run({ do: 'finish', patienceMs });
    if (result === null) throw new TypeError('expected a result of finish');
    return result;
  }

  async #run(task: LoadTask): Promise<LoadResult | null> {
    const replied = once(this.#child, 'message') as Promise<[LoadReply]>;
    this.#child.send(task);
    const [reply] = await Promise.race([replied, this.#ended]);
    if ('error' in reply) throw new Error(reply.error);
    return reply.result;
  }
}

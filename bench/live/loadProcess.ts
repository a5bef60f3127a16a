import { startTaskProcess, type TaskProcess } from '../processes/taskProcess.js';
import { untilIdle } from '../processes/untilIdle.js';
import type { Contestant } from './contestants.js';
import type { LoadResult, LoadTask } from './load/load.js';

/** Without an event for this long, missing ones count as lost. */
const PATIENCE_MS = 60_000;
/** How long the event that shows whether all clients are subscribed is waited for. */
const PROBE_MS = 20_000;
const MOST_PROBES = 3;

/** The clients, in a process of their own. */
export class LoadProcess {
  readonly #process: TaskProcess<LoadTask, LoadResult> = startTaskProcess('live/load/load.ts');

  /**
   * Connects clients and publishes events until one reaches all of them, because no server tells when a subscription has
   * begun.
   */
  async open({ pid, port, document, publish }: Contestant, sockets: number): Promise<void> {
    await this.#process.run({ do: 'open', port, sockets, document });
    await untilIdle(pid);
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      await this.begin(1);
      await publish(1);
      const { received } = await this.#process.run({ do: 'finish', patienceMs: PROBE_MS });
      if (received === sockets) return;
    }
    throw new Error(`Expected ${sockets} subscriptions, got fewer: ${MOST_PROBES} events did not reach all.`);
  }

  async begin(events: number): Promise<void> {
    await this.#process.run({ do: 'begin', events });
  }

  /** @throws Error unless each client got every event, in order, and nothing else */
  async finish(): Promise<LoadResult> {
    const result = await this.#process.run({ do: 'finish', patienceMs: PATIENCE_MS });
    if (result.received === result.wanted) return result;
    throw new Error(`Expected ${result.wanted} messages, got ${result.received}.`);
  }

  async close(): Promise<void> {
    await this.#process.run({ do: 'close' });
  }

  readonly stop = (): Promise<void> => this.#process.stop();
}

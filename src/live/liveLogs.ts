import type { Database } from '../database/database.js';
import type { EventLog, LogEvent } from './eventLog.js';
import type { LiveLog } from './liveLog.js';

/** Makes the log that lies in a database. It names the log: `LiveLogs.of` finds what serves it. */
export type LogFactory<Event extends LogEvent = LogEvent> = (
  database: Pick<Database, 'db' | 'query'>,
) => EventLog<Event>;

/** What all logs can do, whatever their events are. */
type AnyLiveLog = Pick<
  LiveLog<LogEvent>,
  'cursorAt' | 'epoch' | 'events' | 'hint' | 'position' | 'start' | 'stop'
>;

/** All logs that this process serves live. */
export class LiveLogs {
  readonly #logs: ReadonlyMap<LogFactory, AnyLiveLog>;

  constructor(logs: Iterable<readonly [LogFactory, AnyLiveLog]>) {
    this.#logs = new Map(logs);
  }

  /**
   * Returns what serves a log.
   *
   * @throws Error for a log that no noun registers
   *
   * @example
   * const scores = context.logs.of(scoreLog);
   */
  of<Event extends LogEvent>(factory: LogFactory<Event>): LiveLog<Event> {
    const log = this.#logs.get(factory);
    if (log === undefined) {
      throw new Error(`Expected ${factory.name} among the logs of a noun, got none: add it to its index.ts.`);
    }
    return log as unknown as LiveLog<Event>;
  }

  /** Returns what the events of the log with an epoch are called; null where no log has it. */
  eventsOf(epoch: string): string | null {
    return [...this.#logs.values()].find((log) => log.epoch === epoch)?.events ?? null;
  }

  /** The end of every log, as one cursor: each log finds its own part, so a subscription to any may begin after it. */
  get cursor(): string {
    return [...this.#logs.values()].map((log) => log.cursorAt(log.position)).join('');
  }

  /** Begins to follow all logs, from their ends. */
  async start(): Promise<void> {
    await Promise.all([...this.#logs.values()].map((log) => log.start()));
  }

  /** Completes all subscriptions, and reads no more. */
  async stop(): Promise<void> {
    await Promise.all([...this.#logs.values()].map((log) => log.stop()));
  }

  /** Says that something was committed, so that all logs but one, which has hints of its own, may have grown. */
  hintAllBut(hinted: LogFactory): void {
    for (const [factory, log] of this.#logs) if (factory !== hinted) log.hint();
  }
}

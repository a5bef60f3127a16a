import type { EventCursor } from '../../../src/live/eventCursor.js';
import type { EventLog, LogEvent, LogPage } from '../../../src/live/eventLog.js';

/** A log in memory, which notes what is read of it. Its events are nothing but positions. */
export class MemoryLog implements EventLog<LogEvent> {
  epoch = '00000000-0000-4000-8000-000000000001';
  rows: LogEvent[] = [];
  /** What reading it fails with. */
  failure: Error | null = null;
  /** How often a reader asked where it ends. */
  ends = 0;
  /** What was read: the position after which, and how many at most. */
  readonly reads: (readonly [after: number, limit: number])[] = [];
  /** Answers come when it is resolved; they are as the log was when it was asked. */
  gate: Promise<void> = Promise.resolve();
  /** When each event was stored. */
  readonly storedAt = new Map<number, number>();

  append(count: number, at = 0): void {
    for (let k = 0; k < count; k++) {
      const position = this.rows.length + 1;
      this.rows.push({ position });
      this.storedAt.set(position, at);
    }
  }

  readonly end = async (): Promise<EventCursor> => {
    this.ends++;
    return this.#answer(this.#end);
  };

  readonly since = async (after: number, limit: number): Promise<LogPage<LogEvent>> => {
    this.ends++;
    this.reads.push([after, limit]);
    const events = this.rows.filter(({ position }) => position > after).slice(0, limit);
    return this.#answer({ end: this.#end, events });
  };

  readonly events = async (after: number, upTo: number, limit: number): Promise<readonly LogEvent[]> => {
    this.reads.push([after, limit]);
    const within = this.rows.filter(({ position }) => position > after && position <= upTo);
    return this.#answer(within.slice(0, limit));
  };

  readonly endBefore = async (moment: Date): Promise<number> => {
    const before = this.rows.filter(({ position }) => (this.storedAt.get(position) ?? 0) < moment.getTime());
    return this.#answer(before.at(-1)?.position ?? 0);
  };

  get #end(): EventCursor {
    return { epoch: this.epoch, position: this.rows.at(-1)?.position ?? 0 };
  }

  async #answer<T>(answer: T): Promise<T> {
    await this.gate;
    if (this.failure !== null) throw this.failure;
    return answer;
  }
}

/** Numbers from one to another one, both included. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, k) => from + k);

export const positions = (events: readonly LogEvent[]): number[] => events.map(({ position }) => position);

import { Group, type GroupLimits, type GroupOptions } from './group.js';
import type { LogReader } from './logReader.js';
import { Member, type SlowClient } from './member.js';
import type { Running, Sink } from './sink.js';

const SWEEP_MS = 1_000;

export interface HubOptions {
  readonly slow?: SlowClient;
  /** Bytes of encoded events that all groups together keep for those who are behind. */
  readonly keptBytes?: number;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

/** What is there at the moment; all zero when nobody is subscribed. */
export interface HubCounts {
  readonly groups: number;
  readonly members: number;
  /** Members that wait until their clients take more. */
  readonly waiting: number;
}

/**
 * Hands the events of the log to subscriptions. Those that ask for the same form a group: an event is executed and
 * encoded once for all of them. Nobody has a queue: a member is a position in its group's window of the newest
 * encoded events, and reads the ring or the table where it is behind that.
 */
export class Hub {
  readonly #reader: LogReader;
  readonly #slow: SlowClient;
  readonly #keptBytes: number;
  readonly #now: () => number;
  readonly #groups = new Map<string, Group>();
  readonly #waiting = new Set<Member>();
  /** Made here: closures made in `subscribe` would keep its member, and with it the first sink of each group. */
  readonly #limits: GroupLimits = {
    share: () => this.#keptBytes / this.#groups.size,
    turn: () => this.#turn(),
  };
  #sweep: NodeJS.Timeout | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();

  constructor(
    reader: LogReader,
    { slow = { bytes: 2 ** 20, ms: 30_000 }, keptBytes = 64 * 2 ** 20, now }: HubOptions = {},
  ) {
    this.#reader = reader;
    this.#slow = slow;
    this.#keptBytes = keptBytes;
    this.#now = now ?? (() => performance.now());
  }

  get counts(): HubCounts {
    let members = 0;
    for (const group of this.#groups.values()) members += group.members.size;
    return { groups: this.#groups.size, members, waiting: this.#waiting.size };
  }

  /** Whether anybody is subscribed. */
  get isWaiting(): boolean {
    return this.#groups.size > 0;
  }

  /** There are new events. */
  advance(): void {
    for (const group of this.#groups.values()) group.advance();
  }

  /** Ends all subscriptions. */
  end(tell: (sink: Sink) => void): void {
    const members = [...this.#groups.values()].flatMap((group) => [...group.members]);
    for (const member of members) member.stop();
    for (const { sink } of members) tell(sink);
  }

  /**
   * Subscribes a sink to a group's events after a position.
   *
   * @param options of its group; those of a group that is there already are taken to be the same
   */
  subscribe(key: string, options: GroupOptions, after: number, sink: Sink): Running {
    let group = this.#groups.get(key);
    if (group === undefined) {
      group = new Group(this.#reader, options, this.#limits, after);
      this.#groups.set(key, group);
    }
    const member: Member = new Member(group, sink, after, {
      onWaiting: (isWaiting) => this.#note(member, isWaiting),
      onStop: () => this.#leave(key, member),
    });
    group.members.add(member);
    member.pump();
    group.advance();
    return member;
  }

  #leave(key: string, member: Member): void {
    this.#note(member, false);
    member.group.members.delete(member);
    if (member.group.members.size === 0 && this.#groups.get(key) === member.group) this.#groups.delete(key);
  }

  #note(member: Member, isWaiting: boolean): void {
    if (isWaiting) this.#waiting.add(member);
    else this.#waiting.delete(member);
    if (this.#waiting.size === 0) {
      clearInterval(this.#sweep);
      this.#sweep = undefined;
    } else if (this.#sweep === undefined) {
      this.#sweep = setInterval(() => this.#closeSlowClients(), SWEEP_MS);
      this.#sweep.unref();
    }
  }

  /**
   * One page of one group at a time, in the order in which they ask, and between two of them whatever else there is
   * to do: ten thousand groups would keep the process from anything else for seconds.
   */
  #turn(): Promise<unknown> {
    this.#lastTurn = this.#lastTurn.then(() => new Promise((resolve) => setImmediate(resolve)));
    return this.#lastTurn;
  }

  #closeSlowClients(): void {
    const now = this.#now();
    // Closing one may stop others of its client.
    for (const member of this.#waiting) {
      if (!member.isTooSlow(now, this.#slow)) continue;
      member.stop();
      member.sink.giveUp();
    }
  }
}

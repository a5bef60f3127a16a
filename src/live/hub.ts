import { Turns } from '../async/turns.js';
import type { LogEvent } from './eventLog.js';
import { Group, type GroupOptions } from './group.js';
import type { LogReader } from './logReader.js';
import { Member, type SlowClient } from './member.js';
import type { Running, Sink } from './sink.js';

const SWEEP_MS = 1_000;

/** The limits of a hub. */
export interface HubOptions {
  /** When a client is too slow; by default, when more than 1 MiB has been unsent for 30 s. */
  readonly slow?: SlowClient;
  /** Bytes of encoded events that all groups together keep for members that are behind; 64 MiB where left out. */
  readonly keptBytes?: number;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

/** What a hub holds at the moment: all zero while nothing is subscribed. */
export interface HubCounts {
  readonly groups: number;
  readonly members: number;
  /** Members that wait until their clients take more. */
  readonly waiting: number;
}

/**
 * Hands the events of a log to subscriptions. Subscriptions that ask for the same form a group, for which an event is
 * executed and encoded once. No member has a queue: a member is a position in its group's window of the newest encoded
 * events, and reads the ring or the table where it is behind that.
 */
export class Hub<Event extends LogEvent> {
  readonly #reader: LogReader<Event>;
  readonly #slow: SlowClient;
  readonly #keptBytes: number;
  readonly #now: () => number;
  readonly #groups = new Map<string, Group<Event>>();
  readonly #waiting = new Set<Member>();
  #sweep: NodeJS.Timeout | undefined;
  /** One page of one group at a time: ten thousand groups at once would hold up everything else for seconds. */
  readonly #pages = new Turns(1);

  constructor(
    reader: LogReader<Event>,
    { slow = { bytes: 2 ** 20, ms: 30_000 }, keptBytes = 64 * 2 ** 20, now }: HubOptions = {},
  ) {
    this.#reader = reader;
    this.#slow = slow;
    this.#keptBytes = keptBytes;
    this.#now = now ?? (() => performance.now());
  }

  /** How many groups, members and waiting members there are now. */
  get counts(): HubCounts {
    let members = 0;
    for (const group of this.#groups.values()) members += group.members.size;
    return { groups: this.#groups.size, members, waiting: this.#waiting.size };
  }

  /** Whether there are subscriptions. */
  get isWaiting(): boolean {
    return this.#groups.size > 0;
  }

  /** Hands out the events that the reader has got since the last call. */
  advance(): void {
    for (const group of this.#groups.values()) group.advance();
  }

  /**
   * Ends all subscriptions.
   *
   * @param tell called with the sink of each
   */
  end(tell: (sink: Sink) => void): void {
    const members = [...this.#groups.values()].flatMap((group) => [...group.members]);
    for (const member of members) member.stop();
    for (const { sink } of members) tell(sink);
  }

  /**
   * Subscribes a sink to a group's events after a position.
   *
   * @param options of a new group; an existing group keeps its own, which must be equivalent
   */
  subscribe(key: string, options: GroupOptions<Event>, after: number, sink: Sink): Running {
    const group = this.#groups.get(key) ?? this.#begin(key, options, after);
    const member: Member = new Member(sink, after, {
      window: group.window,
      next: (position, isWanted) => group.next(position, isWanted),
      onWaiting: (isWaiting) => this.#note(member, isWaiting),
      onStop: () => this.#leave(key, group, member),
    });
    group.members.add(member);
    member.pump();
    group.advance();
    return member;
  }

  #begin(key: string, options: GroupOptions<Event>, after: number): Group<Event> {
    const limits = {
      share: () => this.#keptBytes / this.#groups.size,
      turn: () => this.#pages.inTurn(() => undefined),
    };
    const group = new Group(this.#reader, options, limits, after);
    this.#groups.set(key, group);
    return group;
  }

  #leave(key: string, group: Group<Event>, member: Member): void {
    this.#note(member, false);
    group.members.delete(member);
    if (group.members.size === 0 && this.#groups.get(key) === group) this.#groups.delete(key);
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

  #closeSlowClients(): void {
    const now = this.#now();
    // Closing a client may stop its other members, too.
    for (const member of this.#waiting) {
      if (!member.isTooSlow(now, this.#slow)) continue;
      member.stop();
      member.sink.giveUp();
    }
  }
}

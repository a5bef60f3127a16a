import { FairTurns } from '../async/fairTurns.js';
import type { LogEvent } from './eventLog.js';
import { Group, type GroupOptions } from './group.js';
import type { LogReader } from './logReader.js';
import { Member, type SlowClient } from './member.js';
import type { Party } from './party.js';
import type { Payer } from './payer.js';
import type { Running, Sink } from './sink.js';

const SWEEP_MS = 1_000;
/** How often callers that could not pay are asked again. */
const UNPAID_MS = 100;
/** How many parties of one caller are resumed at a time, so that those of a caller with thousands take no turn for long. */
const RESUMED_AT_ONCE = 200;
/** How many pages of one caller may be executed at a time; each may hold a connection of the database. */
const PAGES_AT_ONCE = 4;

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
  readonly #unpaid = new Map<Party, Group<Event>>();
  #unpaidTimer: NodeJS.Timeout | undefined;
  /** Ten thousand groups at once would hold up everything else for seconds, and those of one caller all others. */
  readonly #pages = new FairTurns(PAGES_AT_ONCE);

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
   * @param payer pays for what the sink gets
   */
  subscribe(key: string, options: GroupOptions<Event>, after: number, sink: Sink, payer: Payer): Running {
    const group = this.#groups.get(key) ?? this.#begin(key, options, after);
    const party = group.partyOf(payer, after);
    const replayPrice = group.replayPrice(party, after);
    const member: Member = new Member(sink, after, {
      window: group.window,
      paidUpTo: () => group.settle(party),
      payReplay: () => {
        const isPaid = replayPrice === 0 || payer.pay(replayPrice);
        if (!isPaid) this.#noteUnpaid(party, group);
        return isPaid;
      },
      next: (position, isWanted) => group.next(position, () => (isWanted() ? [party] : [])),
      onWaiting: (isWaiting) => this.#note(member, isWaiting),
      onStop: () => this.#leave(key, group, member, party),
    });
    group.join(member, party);
    member.pump();
    group.advance();
    return member;
  }

  #begin(key: string, options: GroupOptions<Event>, after: number): Group<Event> {
    const group: Group<Event> = new Group(
      this.#reader,
      options,
      {
        share: () => this.#keptBytes / this.#groups.size,
        inTurn: (names, work) => this.#pages.inTurn(names, work),
        onUnpaid: (party) => this.#noteUnpaid(party, group),
      },
      after,
    );
    this.#groups.set(key, group);
    return group;
  }

  #leave(key: string, group: Group<Event>, member: Member, party: Party): void {
    this.#note(member, false);
    if (group.leave(member, party)) this.#forgetUnpaid(party);
    if (group.members.size === 0 && this.#groups.get(key) === group) this.#groups.delete(key);
  }

  #noteUnpaid(party: Party, group: Group<Event>): void {
    // Its members may have left while a page of it waited for its turn.
    if (party.members.size === 0) return;
    this.#unpaid.set(party, group);
    this.#unpaidTimer ??= setInterval(() => this.#resumeUnpaid(), UNPAID_MS).unref();
  }

  #forgetUnpaid(party: Party): void {
    this.#unpaid.delete(party);
    if (this.#unpaid.size > 0) return;
    clearInterval(this.#unpaidTimer);
    this.#unpaidTimer = undefined;
  }

  /** Goes on with parties that can pay again: those of one caller in turn, so that a dear one waits no longer. */
  #resumeUnpaid(): void {
    const resumed = new Map<string, number>();
    for (const [party, group] of [...this.#unpaid]) {
      const { name } = party.payer;
      const count = resumed.get(name) ?? 0;
      if (count === RESUMED_AT_ONCE) continue;
      if (group.canPay(party)) {
        resumed.set(name, count + 1);
        this.#forgetUnpaid(party);
        void group.resume(party);
      } else resumed.set(name, RESUMED_AT_ONCE);
    }
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

import type { LogEvent } from './eventLog.js';
import { EventWindow, type EncodedEvents } from './eventWindow.js';
import { liveBackoffMs } from './liveBackoffMs.js';
import type { LogReader } from './logReader.js';
import type { Member } from './member.js';
import { Party } from './party.js';
import type { Payer } from './payer.js';
import { RetryLater } from './retryLater.js';
import type { Frame } from './sink.js';

/** Events that are read together. */
const EVENTS_AT_ONCE = 200;
/** Units of a page of events, for matching them. */
const PAGE = 1;
/** Units of a statement that reads a page from the database, and of each of its rows. */
const STATEMENT = 30;
const ROW = 0.23;
/** Bytes of results that are sent again from the window for one unit. */
const BYTES_PER_POINT = 16_384;
/** How far back a group may begin, so that members that resume share its work after a process was restarted. */
const RESUMED_EVENTS = 5_000;
/** The longest that a page waits before it looks whether it is still wanted. */
const WAIT_MS = 1_000;
/** How long members are served before other work gets its turn. */
const SLICE_MS = 8;

// These use the global timers, which a simulation replaces.
const turn = () => new Promise((resolve) => setImmediate(resolve));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** The share of its process that a group may use. */
export interface GroupLimits {
  /** Returns how many bytes its window may keep. */
  readonly share: () => number;
  /** Does work for some callers, by their names, when it is the turn of one of them. */
  readonly inTurn: <Result>(names: readonly string[], work: () => Promise<Result>) => Promise<Result>;
  /** Called with a party whose caller cannot pay now. `resume` is to be called for it once it may be able to. */
  readonly onUnpaid: (party: Party) => void;
}

/** What the subscriptions of a group have in common. */
export interface GroupOptions<Event extends LogEvent> {
  /** Tells whether its subscriptions ask for an event. */
  readonly matches: (event: Event) => boolean;
  /** The name of the only method whose events match; null: the one that the store serves; left out: any. */
  readonly method?: string | null;
  /** Executes and encodes events, in their order. Where it fails, it is called again with the same events. */
  readonly encode: (events: readonly Event[]) => Promise<readonly Frame[]>;
  readonly onFailure: (error: Error) => void;
  /** Units of one result. */
  readonly price: number;
  /** How many events are executed in one turn at most. */
  readonly resultsAtOnce: number;
}

/** Events that are paid for, as the next page of a group or member. */
interface Bought<Event> {
  readonly events: readonly Event[];
  readonly upTo: number;
  readonly parties: readonly Party[];
}

/** A page of events, and the parties that have paid for it. */
interface Page extends EncodedEvents {
  readonly parties: readonly Party[];
}

/**
 * Equal subscriptions, and the newest events as they get them.
 *
 * Each caller pays for each result that its subscriptions get, once for all of them. The window goes on as long as one
 * of the callers at its end can pay. The others pay later for what it has got in the meantime; where it has forgotten
 * that, they have it executed again, alone.
 */
export class Group<Event extends LogEvent> {
  readonly members = new Set<Member>();
  readonly window: EventWindow;
  /** By the name of the payer. */
  readonly #parties = new Map<string, Party>();
  #isAdvancing = false;

  /** @param after the position that its first member begins after */
  constructor(
    private readonly reader: LogReader<Event>,
    private readonly options: GroupOptions<Event>,
    private readonly limits: GroupLimits,
    after: number,
  ) {
    const end = reader.end.position;
    this.window = new EventWindow(Math.min(Math.max(after, end - RESUMED_EVENTS), end));
  }

  /** Returns the party of a caller, a new one where it has none. */
  partyOf(payer: Payer, after: number): Party {
    let party = this.#parties.get(payer.name);
    if (party === undefined) this.#parties.set(payer.name, (party = new Party(payer, after)));
    return party;
  }

  join(member: Member, party: Party): void {
    this.members.add(member);
    party.members.add(member);
  }

  /** @returns whether the party has no other members */
  leave(member: Member, party: Party): boolean {
    this.members.delete(member);
    party.members.delete(member);
    if (party.members.size > 0) return false;
    this.#parties.delete(party.payer.name);
    return true;
  }

  /** Adds new events to the window, and serves the members. */
  advance(): void {
    if (this.#isAdvancing) return;
    this.#isAdvancing = true;
    void this.#advance().then((isPaid) => {
      this.#isAdvancing = false;
      // The reader may have got further events in the meantime.
      if (isPaid && this.#isBehind) this.advance();
    });
  }

  /** Goes on with a party that could not pay before. */
  async resume(party: Party): Promise<void> {
    await this.#serve(party.members);
    this.advance();
  }

  /** Whether the party's caller can pay for a page, whatever that has. */
  canPay({ payer }: Party): boolean {
    const { price, resultsAtOnce } = this.options;
    return payer.canPay(PAGE + resultsAtOnce * price);
  }

  /**
   * Lets a party pay for what the window has, as far as it can.
   *
   * @returns the position up to which it may get events of the window
   */
  settle(party: Party): number {
    const { price, resultsAtOnce } = this.options;
    const { window } = this;
    party.paidUpTo = Math.max(party.paidUpTo, window.start);
    while (party.paidUpTo < window.position) {
      const { count, upTo } = window.countAfter(party.paidUpTo, resultsAtOnce);
      if (count > 0 && !party.payer.pay(count * price)) {
        this.limits.onUnpaid(party);
        break;
      }
      party.paidUpTo = upTo;
    }
    // It may be the first one at the end of the window that can pay.
    if (party.paidUpTo === window.position && this.#isBehind) this.advance();
    return party.paidUpTo;
  }

  /** Units for sending a new member of a party what that has got before; 0 where the member is not behind it. */
  replayPrice(party: Party, after: number): number {
    if (after >= party.paidUpTo || after < this.window.start) return 0;
    return Math.ceil(this.window.bytesAfter(after) / BYTES_PER_POINT);
  }

  /**
   * Encodes the next page of events after a position for those who pay for it, and tries again until it succeeds.
   *
   * @param wanting returns the parties that want it, at the moment
   * @returns null once no party wants it, or none that does can pay
   */
  async next(after: number, wanting: () => readonly Party[]): Promise<Page | null> {
    let bought: Bought<Event> | null = null;
    for (let attempt = 0; ; attempt++) {
      const parties = bought === null ? this.#paying(wanting(), (one) => this.canPay(one)) : wanting();
      if (parties.length === 0) return null;
      try {
        return await this.limits.inTurn(
          parties.map(({ payer }) => payer.name),
          async () => {
            bought ??= await this.#buy(after, parties);
            if (bought === null) return null;
            const { events, upTo, parties: paid } = bought;
            const frames = events.length === 0 ? [] : await this.options.encode(events);
            return { frames, positions: events.map(({ position }) => position), upTo, parties: paid };
          },
        );
      } catch (error) {
        if (error instanceof RetryLater) {
          // Those who leave meanwhile are not kept until it ends.
          for (let left = error.ms; left > 0 && wanting().length > 0; left -= WAIT_MS)
            await wait(Math.min(left, WAIT_MS));
        } else {
          this.options.onFailure(error as Error);
          await wait(liveBackoffMs(attempt));
        }
      }
    }
  }

  /** @returns null where no party can pay */
  async #buy(after: number, wanting: readonly Party[]): Promise<Bought<Event> | null> {
    const { matches, method, price, resultsAtOnce } = this.options;
    const rows = this.reader.rowsAfter(after, EVENTS_AT_ONCE);
    const readPrice = rows === 0 ? PAGE : PAGE + STATEMENT + rows * ROW;
    const readers = this.#paying(wanting, ({ payer }) => payer.pay(readPrice));
    if (readers.length === 0) return null;
    const read = await this.reader.after(after, EVENTS_AT_ONCE);
    const matching = read.filter(matches);
    const events = matching.slice(0, resultsAtOnce);
    const parties = this.#paying(
      readers,
      ({ payer }) => events.length === 0 || payer.pay(events.length * price),
    );
    if (parties.length === 0) return null;
    const last = events.length < matching.length ? events.at(-1) : read.at(-1);
    const upTo = last?.position ?? after;
    // After a page of another method, there may be a whole history of it.
    const skips = rows > 0 && matching.length === 0 && method !== undefined;
    return { events, upTo: skips ? await this.reader.skip(upTo, method) : upTo, parties };
  }

  /** Returns the parties that pay, and reports the others. */
  #paying(parties: readonly Party[], pays: (party: Party) => boolean): readonly Party[] {
    return parties.filter((party) => {
      const isPaid = pays(party);
      if (!isPaid) this.limits.onUnpaid(party);
      return isPaid;
    });
  }

  get #isBehind(): boolean {
    return this.members.size > 0 && this.window.position < this.reader.end.position;
  }

  /** @returns false where it ended because the callers at the end of the window cannot pay */
  async #advance(): Promise<boolean> {
    const { window } = this;
    while (this.#isBehind) {
      const next = await this.next(window.position, () => this.#atTheEnd());
      if (next !== null) {
        window.add(next);
        for (const party of next.parties) party.paidUpTo = Math.max(party.paidUpTo, next.upTo);
        window.forget(this.limits.share());
        await this.#serve(this.members);
      } else if (!this.#skip()) return false;
    }
    return true;
  }

  /** The parties that have paid for all of the window, and need what follows it. */
  #atTheEnd(): readonly Party[] {
    return [...this.#parties.values()].filter(({ paidUpTo }) => paidUpTo === this.window.position);
  }

  /**
   * Leaves behind the callers that cannot pay, where others need only later events.
   *
   * @returns whether there are any
   */
  #skip(): boolean {
    let nearest = Infinity;
    for (const { paidUpTo } of this.#parties.values()) {
      if (paidUpTo > this.window.position) nearest = Math.min(nearest, paidUpTo);
    }
    if (nearest === Infinity) return false;
    this.window.skipTo(nearest);
    return true;
  }

  async #serve(members: Iterable<Member>): Promise<void> {
    let since = performance.now();
    for (const member of members) {
      member.pump();
      if (performance.now() - since < SLICE_MS) continue;
      await turn();
      since = performance.now();
    }
  }
}

import type pg from 'pg';
import type { Caller } from '../caller.js';
import { actorOf } from './actorOf.js';
import { NO_ACTOR, type Actor, type AuditDetails } from './auditEntry.js';
import { recordAudits, type DatedEntry } from './recordAudit.js';

const WINDOW_MS = 60_000;
const WRITE_MS = 1_000;
/** Denials of a known caller that have an entry each, in a minute; the others are counted in one. */
const MOST_EACH = 10;
/** Callers that are told apart in a minute; all others are counted in one entry without an address. */
const MOST_CALLERS = 1_000;
/** Entries that wait while the database is away. */
const MOST_WAITING = 5_000;
/** Coordinates that are listed. */
const MOST_NAMES = 10;

/** What a caller was refused. */
export interface Denial {
  readonly code: 'FORBIDDEN' | 'UNAUTHENTICATED';
  /** Null: it has none, or nothing of the request was read. */
  readonly operationName: string | null;
  /** The scopes that the caller lacks. */
  readonly scopes?: readonly string[];
  /** Coordinates of the schema that need them, or the route that does. */
  readonly coordinates?: readonly string[];
}

export interface DenialsOptions {
  /** How long the denials of a caller are counted before they are written, in milliseconds. */
  readonly windowMs?: number;
  /** How often to write, in milliseconds. */
  readonly writeMs?: number;
  /** The time in milliseconds. */
  readonly now?: () => number;
  /** Called where entries could not be written; they are kept, or the oldest are dropped where too many wait. */
  readonly onFailure?: (error: Error) => void;
}

/** The denials of one caller, or of all that are not told apart, in a minute. */
interface Window {
  readonly since: number;
  readonly isKnown: boolean;
  seen: number;
  /** The first denial without an entry of its own. */
  first: { readonly actor: Actor; readonly denial: Denial; readonly at: number } | null;
  /** Denials without entries of their own. */
  counted: number;
}

const OTHERS = '';

/**
 * Records denials: in the background, and with bounds, so that a flood of them fills neither the memory nor the
 * database. Anonymous callers have one entry per address and minute, with the first denial and their count.
 */
export class Denials {
  readonly #pool: Pick<pg.Pool, 'query'>;
  readonly #windowMs: number;
  readonly #writeMs: number;
  readonly #now: () => number;
  readonly #onFailure: (error: Error) => void;
  readonly #windows = new Map<string, Window>();
  #waiting: { readonly entry: DatedEntry; readonly at: number }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(pool: Pick<pg.Pool, 'query'>, options: DenialsOptions = {}) {
    this.#pool = pool;
    this.#windowMs = options.windowMs ?? WINDOW_MS;
    this.#writeMs = options.writeMs ?? WRITE_MS;
    this.#now = options.now ?? (() => performance.now());
    this.#onFailure = options.onFailure ?? (() => undefined);
  }

  start(): void {
    this.#timer = setInterval(() => void this.write(), this.#writeMs).unref();
  }

  /** Writes what was noted, and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#close(Infinity);
    await this.write();
  }

  /** Notes a denial. It returns at once. */
  note(caller: Caller, denial: Denial): void {
    const at = this.#now();
    const isKnown = caller.user !== null;
    const window = this.#windowOf(caller.name, isKnown, at);
    const actor = actorOf(caller, denial.operationName);
    if (window.isKnown && isKnown && ++window.seen <= MOST_EACH) {
      this.#wait(entryOf(actor, detailsOf(denial)), at);
      return;
    }
    window.first ??= { actor, denial, at };
    window.counted++;
  }

  /** Writes the entries of minutes that are over. Never rejects. */
  write(): Promise<void> {
    this.#close(this.#now() - this.#windowMs);
    return (this.#writing = this.#writing.then(() => this.#flush()));
  }

  #windowOf(name: string, isKnown: boolean, since: number): Window {
    const key = this.#windows.has(name) || this.#windows.size < MOST_CALLERS ? name : OTHERS;
    let window = this.#windows.get(key);
    if (window === undefined) {
      window = { since, isKnown: isKnown && key !== OTHERS, seen: 0, first: null, counted: 0 };
      this.#windows.set(key, window);
    }
    return window;
  }

  /** Ends windows that began at a time or before. */
  #close(until: number): void {
    for (const [name, { since, first, counted }] of this.#windows) {
      // They are in the order of their beginnings.
      if (since > until) break;
      this.#windows.delete(name);
      if (first === null) continue;
      const { actor, denial, at } = first;
      const details = { ...detailsOf(denial), count: counted };
      this.#wait(entryOf(name === OTHERS ? NO_ACTOR : actor, details), at);
    }
  }

  #wait(entry: DatedEntry, at: number): void {
    this.#waiting.push({ entry, at });
  }

  async #flush(): Promise<void> {
    const written = this.#waiting;
    if (written.length === 0) return;
    this.#waiting = [];
    const now = this.#now();
    try {
      await recordAudits(
        this.#pool,
        written.map(({ entry, at }) => ({ ...entry, agoMs: now - at })),
      );
    } catch (error) {
      const kept = [...written, ...this.#waiting];
      const dropped = Math.max(0, kept.length - MOST_WAITING);
      this.#waiting = kept.slice(dropped);
      const cause = error as Error;
      this.#onFailure(
        dropped === 0
          ? cause
          : new Error(`${dropped} denials were not recorded: ${cause.message}`, { cause }),
      );
    }
  }
}

const entryOf = (actor: Actor, details: AuditDetails): DatedEntry => ({
  ...{ action: 'DENIED', result: 'DENIED', actor, details },
});

function detailsOf({ code, scopes, coordinates }: Denial): AuditDetails {
  const more = (coordinates?.length ?? 0) - MOST_NAMES;
  return {
    code,
    ...(scopes !== undefined && { scopes: scopes.join(' ') }),
    ...(coordinates !== undefined && { coordinates: coordinates.slice(0, MOST_NAMES).join(' ') }),
    ...(more > 0 && { moreCoordinates: more }),
  };
}

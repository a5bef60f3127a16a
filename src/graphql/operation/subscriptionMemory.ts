import type { DocumentNode } from 'graphql';
import { codedError } from '../codedError.js';

/** What a parsed document holds for each character of its text, with its plans: measured, 65 to 150 bytes. */
const BYTES_PER_CHARACTER = 100;
/** What variables hold for each character of their JSON: as values, and within filters. */
const BYTES_PER_VARIABLE_CHARACTER = 10;
/** What a group holds besides. */
const BYTES_PER_GROUP = 4_096;

export interface SubscriptionMemoryLimits {
  /** The most characters of the variables of one subscription, as JSON. */
  readonly variables: number;
  /** The most bytes that the subscriptions of one caller may hold. */
  readonly ofCaller: number;
  /** The most bytes that all subscriptions may hold. */
  readonly ofAll: number;
}

/** What a subscription holds as long as it runs. */
export interface HeldSubscription {
  /** The name of its caller. */
  readonly caller: string;
  /** The key of its group: equal subscriptions hold its variables once. */
  readonly group: string;
  /** Held once for all subscriptions with this document. */
  readonly document: DocumentNode;
  /** About how many characters of JSON its variables are. */
  readonly variableCharacters: number;
}

/** Things that are held by some holders, each of which counts once. */
class Holding {
  bytes = 0;
  readonly #held = new Map<unknown, { readonly bytes: number; holders: number }>();

  get isEmpty(): boolean {
    return this.#held.size === 0;
  }

  /** Returns by how much the bytes would grow. */
  growth(things: Things): number {
    return things.reduce((sum, [thing, bytes]) => sum + (this.#held.has(thing) ? 0 : bytes), 0);
  }

  add(things: Things): void {
    this.bytes += this.growth(things);
    for (const [thing, bytes] of things) {
      const held = this.#held.get(thing);
      if (held === undefined) this.#held.set(thing, { bytes, holders: 1 });
      else held.holders++;
    }
  }

  remove(things: Things): void {
    for (const [thing] of things) {
      const held = this.#held.get(thing);
      if (held === undefined || --held.holders > 0) continue;
      this.#held.delete(thing);
      this.bytes -= held.bytes;
    }
  }
}

type Things = readonly (readonly [thing: unknown, bytes: number])[];

/**
 * Bounds what running subscriptions hold: their documents and variables. The bytes are estimates, on the high side.
 * What several subscriptions share counts once.
 */
export class SubscriptionMemory {
  readonly #all = new Holding();
  readonly #ofCallers = new Map<string, Holding>();

  constructor(private readonly limits: SubscriptionMemoryLimits) {}

  /** Bytes that all subscriptions hold now. */
  get bytes(): number {
    return this.#all.bytes;
  }

  /**
   * Counts a subscription.
   *
   * @returns a function that ends it; only its first call has an effect
   * @throws GraphQLError BAD_USER_INPUT for variables that are too long, RATE_LIMITED where its caller holds too much,
   *   OVERLOADED where all callers together do
   */
  hold({ caller, group, document, variableCharacters }: HeldSubscription): () => void {
    const { variables, ofCaller, ofAll } = this.limits;
    if (variableCharacters > variables) {
      throw codedError(
        'BAD_USER_INPUT',
        `Expected variables of a subscription of at most ${variables} characters, got ${variableCharacters}: ` +
          'filter by less, or use several subscriptions.',
        { status: 400 },
      );
    }
    const things: Things = [
      [document, (document.loc?.end ?? 0) * BYTES_PER_CHARACTER],
      [group, BYTES_PER_GROUP + variableCharacters * BYTES_PER_VARIABLE_CHARACTER],
    ];
    const own = this.#ofCallers.get(caller) ?? new Holding();
    if (own.bytes + own.growth(things) > ofCaller) {
      throw codedError(
        'RATE_LIMITED',
        `Expected the subscriptions of a caller to hold at most ${ofCaller} bytes, got more with this one: ` +
          'complete some, use the same document with variables, or filter by less.',
        { status: 429, details: { limit: ofCaller } },
      );
    }
    if (this.#all.bytes + this.#all.growth(things) > ofAll) {
      throw codedError('OVERLOADED', 'The server holds too many subscriptions: try again later.', {
        status: 503,
      });
    }
    own.add(things);
    this.#ofCallers.set(caller, own);
    this.#all.add(things);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#all.remove(things);
      own.remove(things);
      if (own.isEmpty && this.#ofCallers.get(caller) === own) this.#ofCallers.delete(caller);
    };
  }
}

import type { GraphQLField } from 'graphql';
import type { Scope } from '../access/scopes.js';
import type { FieldVisit } from './limits/fieldVisit.js';

/** A number, or a function that computes it from the arguments of a field. */
export type Amount = number | ((visit: FieldVisit) => number);

/**
 * What is known about a field of the schema before it is executed. The planner charges operations, checks the
 * caller's rights and decides whether an answer may be kept by these policies alone.
 */
export interface FieldPolicy {
  /**
   * Who may read the field.
   *
   * - `PUBLIC`: every caller.
   * - `INHERIT`: every caller who may read the field that returned its parent.
   * - A scope: callers who have it. A list: callers who have all of its scopes.
   */
  readonly access: 'PUBLIC' | 'INHERIT' | Scope | readonly Scope[];
  /**
   * Scopes that values of arguments need in addition, by the argument and the value. A field of an input is written as a
   * path. Of a list, each item counts.
   *
   * @example
   * { ofEverybody: { true: 'KEYS_ADMIN' }, 'input.scope': { EVERYBODY: 'OPERATIONS_WRITE' } }
   */
  readonly scopesOfArguments?: Readonly<Record<string, Readonly<Record<string, Scope>>>>;
  /** Scopes that the arguments need in addition, where no single value of an argument says it. */
  readonly scopes?: (visit: FieldVisit) => readonly Scope[];
  /**
   * For fields that find nodes by ids: the types that the ids in the arguments are of. A caller needs the scopes by
   * which nodes of these types are found.
   */
  readonly kinds?: (visit: FieldVisit) => readonly string[];
  /**
   * Whether what the field returns belongs to a user, so that no answer with it is kept, and no subscription to it is
   * shared between users. Fields that may return a type with an owner need not say so.
   */
  readonly isOwned?: true;
  /**
   * Whether the field returns only the caller itself, or the key that it shows, so that the scope of the type is not
   * needed.
   */
  readonly isOfCaller?: true;
  /** Whether the field shows the schema, as introspection does. */
  readonly showsSchema?: true;
  /**
   * How long an answer stays true.
   *
   * - `INHERIT`: as long as its parent.
   * - `COMMIT`: until the next commit.
   * - `DAY`: until the next commit, and it is about the day in the argument `on` (or `input.on`). Null means the
   *   newest day.
   * - `UP_TO_DAY`: the same, with the argument `to`.
   * - `TODAY`: until the next commit, and it is about the present.
   * - `VOLATILE`: it may change without a commit, or differs between callers with the same rights, so that an answer
   *   with it is never kept.
   */
  readonly freshness: 'INHERIT' | 'COMMIT' | 'DAY' | 'UP_TO_DAY' | 'TODAY' | 'VOLATILE';
  /** Rows that the field reads from the store for each parent. The default is 0. */
  readonly cost?: Amount;
  /** Units of work that the field takes for each parent in addition to its rows. The default is 0. */
  readonly work?: Amount;
  /**
   * Bytes that the scalars of the field take in an answer, with their quotes. By default these are as many as a short
   * value of the type takes. Needed for longer texts.
   */
  readonly bytes?: number;
  /** The most objects that the list has for each parent. Required for lists of objects, and only for these. */
  readonly size?: Amount;
  /**
   * What the field waits for.
   *
   * - `BOOK`: the book of a mode and day.
   * - `RISKS`: the book of risks of a day.
   * - A number: that many statements, one after the other. The default is 0.
   * - `CHAIN`: one statement, which also reads the same field directly within it, and within that one.
   */
  readonly reads?: 'BOOK' | 'RISKS' | 'CHAIN' | number;
  /** Whether calls of the field are counted by caller, so that callers cannot share its results. */
  readonly isCounted?: true;
  /**
   * Arguments and fields of inputs that are secrets, by their paths. They are taken from variables only, and are never
   * sent back, logged or kept. Only mutations may have them.
   *
   * @example
   * ['token', 'input.password']
   */
  readonly secretArguments?: readonly string[];
  /** Whether a call can be a guess at a secret, so that an operation may have one such field only. Only for mutations. */
  readonly isGuess?: true;
  /**
   * Whether the field works without a credential, so that a credential that does not count does not refuse an operation
   * whose root fields all say so. Only for mutations.
   */
  readonly ignoresCredential?: true;
}

/** Returns the policy of a field; undefined only in schemas that were not built from nouns. */
export function policyOf(field: GraphQLField<unknown, unknown>): FieldPolicy | undefined {
  return field.extensions['policy'] as FieldPolicy | undefined;
}

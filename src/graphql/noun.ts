import type { LogFactory } from '../live/liveLogs.js';
import type { FieldPolicy } from './fieldPolicy.js';
import type { OwnedTypes } from './ownedTypes.js';
import type { NodeKind } from './relay/nodeKind.js';

/** A class with type-graphql's decorators: queries, mutations, subscriptions or field resolvers. */
export type ResolverClass = new () => object;

/** Policies by schema coordinate, such as `Stock.score`. */
export type Policies = Readonly<Record<string, FieldPolicy>>;

/**
 * What the folder of a noun adds to the schema. The folder's `index.ts` exports one, and `nouns.ts` lists them all.
 * Nothing else needs to know that the noun exists.
 */
export interface Noun {
  /** Classes with `@Resolver`. Several nouns may add fields to one type. */
  readonly resolvers: readonly ResolverClass[];
  /** One policy for each field of the noun's types, and for each field that the noun adds to other types. */
  readonly policies: Policies;
  /** Those of its types that have an owner. */
  readonly owned?: OwnedTypes;
  /** Those of its types that implement Node. */
  readonly nodes?: readonly NodeKind[];
  /** Logs that its subscriptions follow, by what their events are called in messages, in the plural. */
  readonly logs?: Readonly<Record<string, LogFactory>>;
}

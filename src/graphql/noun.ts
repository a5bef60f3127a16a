import type { FieldPolicy } from './fieldPolicy.js';

/** A class that type-graphql finds queries, mutations, subscriptions or fields on. */
export type ResolverClass = new () => object;

/** Policies by schema coordinate, such as `Stock.score`. */
export type Policies = Readonly<Record<string, FieldPolicy>>;

/**
 * What a noun's folder brings to the schema. Its `index.ts` exports one, and `nouns.ts` lists them all: nothing else
 * has to know that a noun exists.
 */
export interface Noun {
  /** Classes with `@Resolver`; several nouns may add fields to one type. */
  readonly resolvers: readonly ResolverClass[];
  /** One for every field of the types that the noun defines, and for every field that it adds to others. */
  readonly policies: Policies;
}

import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { NonEmptyArray, PubSub } from 'type-graphql';
import { applyPolicies } from './applyPolicies.js';
import { buildDirectSchema } from './buildDirectSchema.js';
import type { ResolverClass } from './noun.js';
import { NOUNS } from './nouns.js';
import { applyOwnedTypes } from './ownedTypes.js';
import { applyNodes } from './relay/applyNodes.js';

/** Descriptions of the root types, for which type-graphql has no place. */
const DESCRIPTIONS = {
  Query:
    'What can be read: stocks, their scores and what led to them, sectors, the method, runs; who asks, users and API keys.',
  Mutation:
    'What can be set off: scoring a day again, recording prices, and making and changing users and API keys.',
  Subscription:
    'What can be followed: changes of scores as they are stored, and the progress of runs and backfills.',
};

/** type-graphql requires one for subscriptions, although each of ours has a `subscribe` of its own. */
const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`Expected subscriptions with a \`subscribe\` of their own, got the topic ${topic}.`);
  },
};

let schema: GraphQLSchema | undefined;

/**
 * Returns the schema of all nouns with its resolvers, which read from a GraphqlContext. It is built once.
 *
 * @throws Error where a field has no policy, a policy no field, or a type that implements Node is not registered
 */
export function buildGreyoakSchema(): GraphQLSchema {
  return (schema ??= build());
}

function build(): GraphQLSchema {
  const built = buildDirectSchema({
    resolvers: NOUNS.flatMap(({ resolvers }) => resolvers) as unknown as NonEmptyArray<ResolverClass>,
    // Scalars check their own values; books and connections check the rest.
    validate: false,
    pubSub: NO_PUB_SUB,
  });
  applyPolicies(
    built,
    NOUNS.map(({ policies }) => policies),
  );
  applyOwnedTypes(
    built,
    NOUNS.map(({ owned = {} }) => owned),
  );
  applyNodes(
    built,
    NOUNS.flatMap(({ nodes = [] }) => nodes),
  );
  for (const [name, description] of Object.entries(DESCRIPTIONS)) {
    const type = built.getType(name);
    if (type) type.description = description;
  }
  return built;
}

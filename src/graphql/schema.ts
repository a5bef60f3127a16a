import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { PubSub } from 'type-graphql';
import { BandQueries } from './band/bandQueries.js';
import { buildDirectSchema } from './buildDirectSchema.js';
import { MethodResolver } from './method/methodResolver.js';
import { NodeResolver } from './nodeResolver.js';
import { BarMutations } from './recordBars/barMutations.js';
import { RunMutations } from './run/runMutations.js';
import { RunQueries } from './run/runQueries.js';
import { RunSubscriptions } from './run/runSubscriptions.js';
import { PillarResolver } from './score/pillarResolver.js';
import { ProvenanceResolver } from './score/provenanceResolver.js';
import { ScoreResolver } from './score/scoreResolver.js';
import { CursorQueries } from './scoreEvent/cursorQueries.js';
import { ScoreEventSubscriptions } from './scoreEvent/scoreEventSubscriptions.js';
import { SectorResolver } from './sector/sectorResolver.js';
import { StockQueries } from './stock/stockQueries.js';
import { StockResolver } from './stock/stockResolver.js';
import { WhatIfQueries } from './whatIf/whatIfQueries.js';

/** type-graphql has no place for those of the roots. */
const DESCRIPTIONS = {
  Query: 'What can be read: stocks, their scores and what led to them, sectors, the method, runs.',
  Mutation: 'What can be set off: scoring a day again, and recording prices.',
  Subscription: 'What can be followed: changes of scores as they are stored, and the progress of runs.',
};

/** type-graphql asks for one where there are subscriptions, though each has a `subscribe` of its own. */
const NO_PUB_SUB: PubSub = {
  publish: () => undefined,
  subscribe: (topic) => {
    throw new Error(`nothing is published: ${topic} is none of ours`);
  },
};

let schema: GraphQLSchema | undefined;

/** The schema with its resolvers; they read what they need from a GraphqlContext. Built once. */
export function buildGreyoakSchema(): GraphQLSchema {
  return (schema ??= build());
}

function build(): GraphQLSchema {
  const built = buildDirectSchema({
    resolvers: [
      NodeResolver,
      StockQueries,
      BandQueries,
      SectorResolver,
      MethodResolver,
      RunQueries,
      RunMutations,
      BarMutations,
      RunSubscriptions,
      StockResolver,
      ScoreResolver,
      PillarResolver,
      ProvenanceResolver,
      CursorQueries,
      ScoreEventSubscriptions,
      WhatIfQueries,
    ],
    // Scalars check their own values, and books and connections the rest.
    validate: false,
    pubSub: NO_PUB_SUB,
  });
  for (const [name, description] of Object.entries(DESCRIPTIONS)) {
    const type = built.getType(name);
    if (type) type.description = description;
  }
  return built;
}

import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { resolveDirectly } from './directResolvers.js';
import { BandQueries } from './band/bandQueries.js';
import { MethodResolver } from './method/methodResolver.js';
import { NodeResolver } from './nodeResolver.js';
import { RunQueries } from './run/runQueries.js';
import { PillarResolver } from './score/pillarResolver.js';
import { ProvenanceResolver } from './score/provenanceResolver.js';
import { ScoreResolver } from './score/scoreResolver.js';
import { SectorResolver } from './sector/sectorResolver.js';
import { StockQueries } from './stock/stockQueries.js';
import { StockResolver } from './stock/stockResolver.js';
import { WhatIfQueries } from './whatIf/whatIfQueries.js';

let schema: GraphQLSchema | undefined;

/** The schema with its resolvers; they read what they need from a GraphqlContext. Built once. */
export function buildGreyoakSchema(): GraphQLSchema {
  return (schema ??= build());
}

function build(): GraphQLSchema {
  const built = buildSchemaSync({
    resolvers: [
      NodeResolver,
      StockQueries,
      BandQueries,
      SectorResolver,
      MethodResolver,
      RunQueries,
      StockResolver,
      ScoreResolver,
      PillarResolver,
      ProvenanceResolver,
      WhatIfQueries,
    ],
    // Scalars check their own values, and books and connections the rest.
    validate: false,
  });
  resolveDirectly(built);
  const query = built.getQueryType();
  if (query)
    query.description =
      'What can be read: stocks, their scores and what led to them, sectors, the method, runs.';
  return built;
}

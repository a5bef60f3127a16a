import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import { MOST_PER_PAGE } from '../../books/page.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { AnyScalar, type Representation } from './anyScalar.js';
import { EntityUnion, type Entity } from './entity.js';
import { entityOf } from './entityOf.js';
import { Service } from './service.js';
import { subgraphSdl } from './subgraphSdl.js';

let service: Service | undefined;

@Resolver()
export class FederationQueries {
  @Query(() => Service, {
    name: '_service',
    description: 'The schema for gateways of Apollo Federation 2, as one of their subgraphs.',
  })
  service(@Info() { schema }: GraphQLResolveInfo): Service {
    return (service ??= new Service(subgraphSdl(schema)));
  }

  @Query(() => [EntityUnion], {
    name: '_entities',
    nullable: 'items',
    description:
      'Entities for gateways of Apollo Federation 2, in the order of their representations: null for each that is not ' +
      `found. At most ${MOST_PER_PAGE} representations.`,
  })
  entities(
    @Arg('representations', () => [AnyScalar], {
      description: `Keys of stocks, scores and sectors, at most ${MOST_PER_PAGE}.`,
    })
    representations: readonly Representation[],
    @Ctx() context: GraphqlContext,
  ): Promise<Entity | null>[] {
    if (representations.length > MOST_PER_PAGE) {
      throw new UserError(
        `Expected at most ${MOST_PER_PAGE} representations in one list, got ${representations.length}: ` +
          'ask for the others in another list.',
      );
    }
    // Each is resolved on its own, so that a bad one becomes null with an error, and the others are answered.
    return representations.map(async (representation) => entityOf(representation, context));
  }
}

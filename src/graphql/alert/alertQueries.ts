import { hash } from 'node:crypto';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { viewerOf } from '../alertRule/viewerOf.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Alert, AlertConnection } from './alert.js';
import { AlertFilter, conditionsOf } from './alertFilter.js';
import { alertListing } from './alertLoaders.js';

const PAGE = 50;

@Resolver()
export class AlertQueries {
  @Query(() => AlertConnection, {
    description:
      "Alerts of the caller's rules, and of those for everybody, the newest first, in every state.",
  })
  async alerts(
    @Arg('filter', () => AlertFilter, { nullable: true, description: 'The alerts to list; null: all.' })
    filter: AlertFilter | null | undefined,
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the alerts of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<AlertConnection> {
    const viewer = viewerOf(context.caller, ofEverybody);
    const conditions = conditionsOf(filter, context);
    const digest = hash('sha256', JSON.stringify(conditions)).slice(0, 16);
    const list = { name: 'alerts', of: { ofEverybody, filter: digest } };
    const listing = context.loaders.get(alertListing);
    const of = { viewer, conditions };
    const page = await listedPage(
      listing,
      of,
      list,
      { first, after, last, before },
      PAGE,
      context,
      (row) => new Alert(row, viewer),
    );
    return new AlertConnection(page, () => listing.count(of));
  }
}

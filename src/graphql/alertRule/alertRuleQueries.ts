import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { AlertRule, AlertRuleConnection } from './alertRule.js';
import { alertRuleListing } from './alertRuleLoaders.js';
import { viewerOf } from './viewerOf.js';

const PAGE = 50;

@Resolver()
export class AlertRuleQueries {
  @Query(() => AlertRuleConnection, {
    description: "The caller's rules for alerts, and those for everybody, the newest first.",
  })
  async alertRules(
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the rules of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<AlertRuleConnection> {
    const viewer = viewerOf(context.caller, ofEverybody);
    const list = { name: 'alertRules', of: { ofEverybody } };
    const listing = context.loaders.get(alertRuleListing);
    const asked = { first, after, last, before };
    const page = await listedPage(
      listing,
      viewer,
      list,
      asked,
      PAGE,
      context,
      (row) => new AlertRule(row, context),
    );
    return new AlertRuleConnection(page, () => listing.count(viewer));
  }
}

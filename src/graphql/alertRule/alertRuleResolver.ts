import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Portfolio } from '../portfolio/portfolio.js';
import { portfolioLoader } from '../portfolio/portfolioLoaders.js';
import { Webhook } from '../webhook/webhook.js';
import { webhooksOfRuleLoader } from '../webhook/webhookLoaders.js';
import { AlertRule } from './alertRule.js';

@Resolver(() => AlertRule)
export class AlertRuleResolver {
  @FieldResolver(() => Portfolio, {
    nullable: true,
    description: 'The portfolio that it is about; null: it is about none, or the portfolio is deleted.',
  })
  async portfolio(
    @Root() { row: { portfolioId, owner } }: AlertRule,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Portfolio | null> {
    if (portfolioId === null || owner === null) return null;
    // A rule about a portfolio is seen by its owner, and by callers who may read what belongs to others.
    const key = { owners: owner.id, id: portfolioId, mayBeDeleted: false };
    const row = await loaders.get(portfolioLoader).load(key);
    return row && new Portfolio(row);
  }

  @FieldResolver(() => [Webhook], {
    description:
      'Webhooks of the caller that are told of its alerts. Those of others are not shown, as their addresses hold secrets.',
  })
  async webhooks(
    @Root() { row }: AlertRule,
    @Ctx() { caller, loaders }: GraphqlContext,
  ): Promise<readonly Webhook[]> {
    if (caller.user === null) return [];
    const rows = await loaders.get(webhooksOfRuleLoader).load({ owner: caller.user.id, ruleId: row.id });
    return rows.map((webhook) => new Webhook(webhook));
  }
}

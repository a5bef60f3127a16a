import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Webhook } from '../webhook/webhook.js';
import { webhooksOfRuleLoader } from '../webhook/webhookLoaders.js';
import { AlertRule } from './alertRule.js';

@Resolver(() => AlertRule)
export class AlertRuleResolver {
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

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AlertRule } from '../alertRule/alertRule.js';
import { alertRuleLoader } from '../alertRule/alertRuleLoaders.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { Alert } from './alert.js';
import { companyOfAlertLoader } from './alertLoaders.js';

@Resolver(() => Alert)
export class AlertResolver {
  @FieldResolver(() => AlertRule, {
    description: 'The rule that raised it, as it is now; it may be deleted.',
  })
  async rule(@Root() { row, viewer }: Alert, @Ctx() context: GraphqlContext): Promise<AlertRule> {
    const key = { id: row.rule_id, mayBeDeleted: true, viewer };
    const rule = await context.loaders.get(alertRuleLoader).load(key);
    // Its owner may have been deleted since the alert was read.
    if (rule === null) {
      throw codedError('NOT_FOUND', 'Expected the rule of an alert, got one that was deleted: ask again.', {
        status: 404,
      });
    }
    return new AlertRule(rule, context);
  }

  @FieldResolver(() => Stock, {
    nullable: true,
    description:
      'The stock that it is about; null where it is about many stocks at once, or about the service itself.',
  })
  async stock(
    @Root() { row: { stock_id: stockId, ticker } }: Alert,
    @Ctx() { loaders, snapshot }: GraphqlContext,
  ): Promise<Stock | null> {
    if (stockId === null || ticker === null) return null;
    const company = snapshot.company(ticker) ?? (await loaders.get(companyOfAlertLoader).load({ stockId }));
    return company && new Stock(company);
  }
}

import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { AlertRule } from '../alertRule/alertRule.js';
import { alertRuleLoader } from '../alertRule/alertRuleLoaders.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { Portfolio } from '../portfolio/portfolio.js';
import { portfolioLoader } from '../portfolio/portfolioLoaders.js';
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
      'The stock that it is about; null where it is about many stocks at once, a portfolio, or the service itself.',
  })
  async stock(
    @Root() { row: { stock_id: stockId, ticker } }: Alert,
    @Ctx() { loaders, snapshot }: GraphqlContext,
  ): Promise<Stock | null> {
    if (stockId === null || ticker === null) return null;
    const company = snapshot.company(ticker) ?? (await loaders.get(companyOfAlertLoader).load({ stockId }));
    return company && new Stock(company);
  }

  @FieldResolver(() => Portfolio, {
    nullable: true,
    description: 'The portfolio that it is about; null: it is about none, or the portfolio is deleted.',
  })
  async portfolio(
    @Root() { row: { portfolio_id: id, owner_id: owners } }: Alert,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Portfolio | null> {
    if (id === null || owners === null) return null;
    const row = await loaders.get(portfolioLoader).load({ owners, id, mayBeDeleted: false });
    return row && new Portfolio(row);
  }
}

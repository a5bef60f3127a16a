import type { RuleToStore } from '../../live/alerts/rules/alertRules.js';
import { requireAlertRule } from '../../live/alerts/rules/requireAlertRule.js';
import { MOST_WEBHOOKS } from '../../live/alerts/rules/webhooks.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { idOf } from '../idOf.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { WEBHOOK_IDS } from '../webhook/webhook.js';
import type { AlertRuleInput } from './alertRuleInput.js';

/**
 * Checks a rule that a client sends, by what is known now.
 *
 * @throws UserError naming the first part that is wrong
 */
export function ruleToStore(
  { webhookIds, portfolioId, ...input }: AlertRuleInput,
  { market, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
): RuleToStore {
  const { part, mode, guardrail, tickers, sectors, toBands, threshold, rearm } = input;
  const columns = requireAlertRule(
    {
      ...input,
      part: part ?? null,
      mode: mode ?? null,
      guardrail: guardrail ?? null,
      tickers: tickers ?? null,
      sectors: sectors ?? null,
      portfolioId: typeof portfolioId === 'string' ? idOf(PORTFOLIO_IDS, 'a portfolio', portfolioId) : null,
      toBands: toBands ?? null,
      threshold: threshold ?? null,
      rearm: rearm ?? null,
    },
    {
      sectors: [...market.sectors.groups.keys()],
      stockId: (ticker) => snapshot.company(ticker)?.stock_id ?? null,
    },
  );
  const ids = [...new Set(webhookIds ?? [])];
  if (ids.length > MOST_WEBHOOKS) {
    throw new UserError(
      `Expected at most ${MOST_WEBHOOKS} ids in webhookIds, as many as a user has, got ${ids.length}: name fewer.`,
    );
  }
  return { columns, webhookIds: ids.map((id) => idOf(WEBHOOK_IDS, 'a webhook', id)) };
}

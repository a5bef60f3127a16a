import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { AlertRule, ALERT_RULE_IDS } from './alertRule.js';
import { alertRuleLoader } from './alertRuleLoaders.js';
import { AlertRuleMutations } from './alertRuleMutations.js';
import { AlertRuleQueries } from './alertRuleQueries.js';
import { AlertRuleResolver } from './alertRuleResolver.js';
import { ALERT_RULE_POLICIES } from './policies.js';
import { viewerOf } from './viewerOf.js';

export const alertRuleNoun: Noun = {
  resolvers: [AlertRuleQueries, AlertRuleMutations, AlertRuleResolver],
  policies: ALERT_RULE_POLICIES,
  owned: { AlertRule: 'RISK_READ' },
  nodes: [
    nodeKind(ALERT_RULE_IDS, 'RISK_READ', async (id, context) => {
      const { caller, loaders } = context;
      const row = await loaders
        .get(alertRuleLoader)
        .load({ id, mayBeDeleted: false, viewer: viewerOf(caller) });
      return row && new AlertRule(row, context);
    }),
  ],
};

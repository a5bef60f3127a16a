import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { RISK_POLICIES } from './policies.js';
import { RISK_IDS } from './risk.js';
import { RiskDashboardResolver } from './riskDashboardResolver.js';
import { riskOf } from './riskOf.js';
import { RiskQueries } from './riskQueries.js';
import { RiskResolver } from './riskResolver.js';
import { StockRisk } from './stockRisk.js';

export const riskNoun: Noun = {
  resolvers: [RiskQueries, RiskDashboardResolver, RiskResolver, StockRisk],
  policies: RISK_POLICIES,
  nodes: [nodeKind(RISK_IDS, 'RISK_READ', riskOf)],
};

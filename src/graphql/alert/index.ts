import { viewerOf } from '../alertRule/viewerOf.js';
import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { Alert, ALERT_IDS } from './alert.js';
import { alertLoader } from './alertLoaders.js';
import { AlertMutations } from './alertMutations.js';
import { AlertQueries } from './alertQueries.js';
import { AlertResolver } from './alertResolver.js';
import { ALERT_POLICIES } from './policies.js';

export const alertNoun: Noun = {
  resolvers: [AlertQueries, AlertMutations, AlertResolver],
  policies: ALERT_POLICIES,
  owned: { Alert: 'RISK_READ' },
  nodes: [
    nodeKind(ALERT_IDS, 'RISK_READ', async (id, { caller, loaders }) => {
      const viewer = viewerOf(caller);
      const row = await loaders.get(alertLoader).load({ id, viewer });
      return row && new Alert(row, viewer);
    }),
  ],
};

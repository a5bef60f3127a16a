import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { WEBHOOK_POLICIES } from './policies.js';
import { Webhook, WEBHOOK_IDS } from './webhook.js';
import { webhookLoader } from './webhookLoaders.js';
import { WebhookMutations } from './webhookMutations.js';
import { WebhookQueries } from './webhookQueries.js';

export const webhookNoun: Noun = {
  resolvers: [WebhookQueries, WebhookMutations],
  policies: WEBHOOK_POLICIES,
  owned: { Webhook: 'ALERTS_WRITE' },
  nodes: [
    nodeKind(WEBHOOK_IDS, 'ALERTS_WRITE', async (id, { caller, loaders }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(webhookLoader).load({ owner: caller.user.id, id });
      return row && new Webhook(row);
    }),
  ],
};

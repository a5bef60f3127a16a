import { z } from 'zod';
import type { JobKind } from '../../jobs/jobKind.js';

/** Sends what is due to webhooks. It finds in `webhook_deliveries` what there is to send. */
export const deliverJob: JobKind<object> = {
  name: 'deliver_webhooks',
  payload: z.object({}),
  queue: 'webhooks',
  attempts: 25,
};

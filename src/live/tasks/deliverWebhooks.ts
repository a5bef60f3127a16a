import { enqueue } from '../../jobs/enqueue.js';
import type { Task } from '../../jobs/task.js';
import { deliverJob } from '../alerts/deliverJob.js';
import { Courier } from '../alerts/webhooks/courier.js';
import { Deliveries } from '../alerts/webhooks/deliveries.js';
import { dropDeliveries } from '../alerts/webhooks/dropDeliveries.js';
import type { WebhookServices } from '../alerts/webhooks/webhookServices.js';

/** How long a job takes on what becomes due, so that another one follows soon if workers have to stop. */
const WORKS_MS = 60_000;

/** Sends to webhooks what is due, and comes back when the next try is. */
export const deliverWebhooks: Task<object, { readonly webhooks: WebhookServices }> = {
  ...deliverJob,
  // What a job has begun takes twenty seconds more at most.
  timeoutMs: 2 * WORKS_MS,
  // Two processes must not send the same at a time, also where one of them has lost its lease and does not know it yet.
  lock: 'webhooks',
  // In case that a job was given up: deliveries wait in the store.
  cron: { at: '* * * * *' },
  async run(_payload, { client, services, signal, log }) {
    for (const dropped of await dropDeliveries(client))
      log.warn(dropped, 'deliveries to a webhook were dropped');
    const deliveries = new Deliveries(client);
    await new Courier(deliveries, services.webhooks, log, signal).run(WORKS_MS);
    const [next] = await deliveries.waiting();
    if (next === undefined) return;
    // Under a key of its own, because it would otherwise put off a job that is due at once.
    await enqueue(
      client,
      deliverJob,
      {},
      { key: `${deliverJob.name} later`, due: new Date(next.nextAt.getTime() + 1) },
    );
  },
};

import type pg from 'pg';
import { enqueue } from '../../../jobs/enqueue.js';
import { deliverJob } from '../deliverJob.js';

/**
 * Lets everything that waits for a webhook be tried at once, and for a day from now. Call it in the transaction in which its
 * owner resumes it: that sets `paused` to false, `failures` and `dropped` to 0, and `last_error` to null.
 */
export async function retryDeliveries(client: pg.ClientBase, webhook: number): Promise<void> {
  await client.query(
    `UPDATE webhook_deliveries SET attempts = 0, created_at = clock_timestamp(), next_at = clock_timestamp()
     WHERE webhook_id = $1`,
    [webhook],
  );
  await enqueue(client, deliverJob, {}, { key: deliverJob.name });
}

import type { AuthKey } from '../../../access/authKey.js';
import type { PostOptions } from './postTo.js';

/** What the task that delivers to webhooks needs. */
export interface WebhookServices extends PostOptions {
  /** The secrets of webhooks follow from it. */
  readonly authKey: AuthKey;
}

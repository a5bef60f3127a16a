import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { WebhookRow } from '../../live/alerts/rules/webhookRow.js';
import { ALERT_CHANGES } from '../../live/alerts/alertChanges.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';

export const WEBHOOK_IDS = numberIds('Webhook');

@ObjectType('Webhook', {
  implements: Node,
  simpleResolvers: true,
  description:
    'An address that is sent the changes of alerts, each at least once, signed, and those of a rule in their order ' +
    '(docs/webhooks.md).',
})
export class Webhook implements Node {
  readonly row: WebhookRow;

  @Field(() => String, { description: 'Where changes are sent to. It may hold a secret.' })
  readonly url: string;

  @Field(() => Boolean, {
    description:
      'Whether nothing is sent until it is resumed, because a delivery failed for a day. What happens meanwhile waits.',
  })
  readonly paused: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a delivery last succeeded; null: none has.',
  })
  readonly lastDeliveredAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the last try failed, such as "HTTP 503" or "timeout", or that deliveries were dropped; null: neither.',
  })
  readonly lastError: string | null;

  @Field(() => Int, { description: 'Tries in a row that have failed.' })
  readonly failures: number;

  constructor(row: WebhookRow) {
    this.row = row;
    this.url = row.url;
    this.paused = row.paused;
    this.lastDeliveredAt = row.lastDeliveredAt;
    this.lastError = row.lastError;
    this.failures = row.failures;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(WEBHOOK_IDS, this.row.id);
  }

  @Field(() => [String], { description: 'What is sent: the names of AlertChange.' })
  get events(): readonly string[] {
    return ALERT_CHANGES;
  }
}

export const WebhookConnection = connectionOf(Webhook, {
  name: 'Webhook',
  description: 'A page of webhooks, the newest first.',
});
export type WebhookConnection = InstanceType<typeof WebhookConnection>;

import { Field, ObjectType } from 'type-graphql';
import type { IssuedWebhook as Issued } from '../../live/alerts/rules/webhooks.js';
import { Webhook } from './webhook.js';

@ObjectType('IssuedWebhook', {
  simpleResolvers: true,
  description: 'A new webhook with its secret.',
})
export class IssuedWebhook {
  @Field(() => Webhook, { description: 'The webhook.' })
  readonly webhook: Webhook;

  @Field(() => String, {
    description: 'The secret that deliveries are signed with, shown only now. Check each delivery with it.',
  })
  readonly secret: string;

  constructor({ webhook, secret }: Issued) {
    this.webhook = new Webhook(webhook);
    this.secret = secret;
  }
}

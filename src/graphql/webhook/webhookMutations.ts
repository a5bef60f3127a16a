import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql';
import { MOST_WEBHOOKS } from '../../live/alerts/rules/webhooks.js';
import { actorIn } from '../actorIn.js';
import { found } from '../found.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { idOf } from '../idOf.js';
import { IssuedWebhook } from './issuedWebhook.js';
import { Webhook, WEBHOOK_IDS } from './webhook.js';

const ONE = 'a webhook';
const ID_OF_WEBHOOK = 'Id of the webhook.';

@InputType('WebhookInput', { description: 'A webhook to make.' })
class WebhookInput {
  @Field(() => String, {
    description:
      'Where to send changes of alerts: https, a port of WEBHOOK_PORTS, a host of the public internet, no credentials and ' +
      'no fragment, at most 2,000 characters.',
  })
  readonly url!: string;
}

@Resolver()
export class WebhookMutations {
  @Mutation(() => IssuedWebhook, {
    description: `Makes a webhook of the caller, who has at most ${MOST_WEBHOOKS}. Rules name it to have their alerts sent.`,
  })
  async createWebhook(
    @Arg('input', () => WebhookInput, { description: 'The webhook to make.' }) { url }: WebhookInput,
    @Ctx() { caller, reads, webhooks }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IssuedWebhook> {
    const owner = requireUser(caller);
    return new IssuedWebhook(await webhooks.create(owner, url, actorIn(caller, info), reads.signal));
  }

  @Mutation(() => Webhook, {
    description:
      'Lets a webhook of the caller be sent to again: first what waits, at once and in its order. Its failures are forgotten.',
  })
  async resumeWebhook(
    @Arg('id', () => ID, { description: ID_OF_WEBHOOK }) id: string,
    @Ctx() { caller, reads, webhooks }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Webhook> {
    const owner = requireUser(caller);
    const key = idOf(WEBHOOK_IDS, ONE, id);
    const row = await webhooks.resume(key, owner, actorIn(caller, info), reads.signal);
    return new Webhook(found(row, ONE, id, 'webhooks'));
  }

  @Mutation(() => Webhook, {
    description:
      'Deletes a webhook of the caller, and what waits to be sent to it. Returns the webhook as it was.',
  })
  async deleteWebhook(
    @Arg('id', () => ID, { description: ID_OF_WEBHOOK }) id: string,
    @Ctx() { caller, reads, webhooks }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Webhook> {
    const owner = requireUser(caller);
    const key = idOf(WEBHOOK_IDS, ONE, id);
    const row = await webhooks.remove(key, owner, actorIn(caller, info), reads.signal);
    return new Webhook(found(row, ONE, id, 'webhooks'));
  }
}

import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Webhook, WebhookConnection } from './webhook.js';
import { webhookListing } from './webhookLoaders.js';

const PAGE = 50;
const LIST = { name: 'webhooks', of: {} };

@Resolver()
export class WebhookQueries {
  @Query(() => WebhookConnection, { description: "The caller's webhooks, the newest first." })
  async webhooks(
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<WebhookConnection> {
    const of = { owner: requireUser(context.caller) };
    const listing = context.loaders.get(webhookListing);
    const asked = { first, after, last, before };
    const page = await listedPage(listing, of, LIST, asked, PAGE, context, (row) => new Webhook(row));
    return new WebhookConnection(page, () => listing.count(of));
  }
}

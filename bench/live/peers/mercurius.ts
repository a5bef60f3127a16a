/** Mercurius on Fastify: subscriptions with the emitter that it comes with. It compiles queries, not these. */
import fastify, { type FastifyPluginAsync } from 'fastify';
import mercurius from 'mercurius';
import { sayListening } from '../../http/peers/listening.js';
import { TYPE_DEFS, type ChangedScore } from '../changedScore.js';
import { takePublishing } from './publishing.js';

interface PubSub {
  readonly subscribe: (topic: string) => Promise<AsyncIterable<unknown>>;
  readonly publish: (event: { readonly topic: string; readonly payload: object }) => Promise<void>;
}

/** What is used of it here; modules.d.ts of the HTTP benchmark has the rest. */
const plugin = mercurius as unknown as FastifyPluginAsync<{
  readonly schema: string;
  readonly resolvers: object;
  readonly subscription: true;
}>;

const resolvers = {
  Query: { version: () => '1' },
  Subscription: {
    scoreChanged: {
      subscribe: (_root: unknown, _args: unknown, { pubsub }: { readonly pubsub: PubSub }) =>
        pubsub.subscribe('SCORE_CHANGED'),
    },
  },
};

const app = fastify({ logger: false });
await app.register(plugin, { schema: TYPE_DEFS, resolvers, subscription: true });
await app.ready();
const { pubsub } = (app as unknown as { readonly graphql: { readonly pubsub: PubSub } }).graphql;
takePublishing((scoreChanged: ChangedScore) => {
  void pubsub.publish({ topic: 'SCORE_CHANGED', payload: { scoreChanged } });
});
await app.listen({ port: 0, host: '127.0.0.1' });
sayListening(app.server);

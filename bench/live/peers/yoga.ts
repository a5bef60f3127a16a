/** graphql-yoga on node:http: server-sent events, its own pub/sub. */
import { createServer } from 'node:http';
import { createPubSub } from '@graphql-yoga/subscription';
import { createSchema, createYoga } from 'graphql-yoga';
import { sayListening } from '../../http/peers/listening.js';
import { TYPE_DEFS, type ChangedScore } from '../changedScore.js';
import { takePublishing } from './publishing.js';

const pubSub = createPubSub<{ SCORE_CHANGED: [ChangedScore] }>();
const resolvers = {
  Query: { version: () => '1' },
  Subscription: {
    scoreChanged: {
      subscribe: () => pubSub.subscribe('SCORE_CHANGED'),
      resolve: (event: ChangedScore) => event,
    },
  },
};
const yoga = createYoga({
  schema: createSchema({ typeDefs: TYPE_DEFS, resolvers }),
  context: () => ({}),
  parserAndValidationCache: true,
  graphiql: false,
  landingPage: false,
  logging: false,
});
const server = createServer(yoga);
takePublishing((event) => pubSub.publish('SCORE_CHANGED', event));
server.listen(0, '127.0.0.1', () => sayListening(server));

/** graphql-ws over ws, and type-graphql with the pub/sub of @graphql-yoga/subscription, as their documentation shows. */
import 'reflect-metadata';
import { createServer } from 'node:http';
import { createPubSub } from '@graphql-yoga/subscription';
import { useServer } from 'graphql-ws/use/ws';
import {
  Arg,
  Field,
  Float,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
  buildSchema,
  registerEnumType,
} from 'type-graphql';
import { WebSocketServer } from 'ws';
import { sayListening } from '../../processes/listening.js';
import type { ChangedScore } from '../changedScore.js';
import { takePublishing } from './publishing.js';

const Mode = { TRADER: 'TRADER', INVESTOR: 'INVESTOR' };
const Band = { AVOID: 'AVOID', HOLD: 'HOLD', BUY: 'BUY', STRONG_BUY: 'STRONG_BUY' };
registerEnumType(Mode, { name: 'Mode' });
registerEnumType(Band, { name: 'Band' });

@ObjectType()
class Stock {
  @Field(() => String)
  ticker!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType()
class Score {
  @Field(() => Mode)
  mode!: string;

  @Field(() => String)
  date!: string;

  @Field(() => Float)
  value!: number;

  @Field(() => Band)
  band!: string;

  @Field(() => Float)
  weighted!: number;

  @Field(() => Stock)
  stock!: Stock;
}

@ObjectType()
class ScoreEvent {
  @Field(() => ID)
  cursor!: string;

  @Field(() => Float, { nullable: true })
  previousValue!: number | null;

  @Field(() => Band, { nullable: true })
  previousBand!: string | null;

  @Field(() => Boolean)
  bandChanged!: boolean;

  @Field(() => String)
  at!: string;

  @Field(() => Score)
  score!: Score;
}

@Resolver()
class ScoreEventResolver {
  @Query(() => String)
  version(): string {
    return '1';
  }

  @Subscription(() => ScoreEvent, { topics: 'SCORE_CHANGED' })
  scoreChanged(
    @Root() event: ScoreEvent,
    @Arg('after', () => ID, { nullable: true }) _after: string | undefined,
  ): ScoreEvent {
    return event;
  }
}

const pubSub = createPubSub<{ SCORE_CHANGED: [ChangedScore] }>();
const schema = await buildSchema({ resolvers: [ScoreEventResolver], pubSub });
const server = createServer();
// Without pings: while it executes a burst, it reads nothing for longer than the 12 s that a client has to answer a
// ping, and would close all clients.
const KEEP_ALIVE_MS = 0;
useServer({ schema }, new WebSocketServer({ server, path: '/graphql' }), KEEP_ALIVE_MS);
takePublishing((event) => pubSub.publish('SCORE_CHANGED', event));
server.listen(0, '127.0.0.1', () => sayListening(server));

import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, ID, Info, InputType, Mutation, Resolver } from 'type-graphql';
import { BackfillConflict } from '../../market/feeds/backfills.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { actorIn } from '../actorIn.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { DateScalar } from '../scalars.js';
import { Backfill } from './backfill.js';
import { backfillId } from './backfillId.js';

const MOST_FEEDS = 200;

@InputType('BackfillInput', { description: 'Which days to ask feeds for.' })
class BackfillInput {
  @Field(() => DateScalar, { description: 'First day, inclusive. It must not be after `to`.' })
  readonly from!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day, inclusive; today in India at the latest.' })
  readonly to!: IsoDate;

  @Field(() => [String], {
    nullable: true,
    description: `Names of feeds that have a file for each day, 1 to ${MOST_FEEDS}; null: all of these but watched folders.`,
  })
  readonly feeds?: readonly string[] | null;
}

@Resolver()
export class BackfillMutations {
  @Mutation(() => Backfill, {
    description:
      'Asks feeds for the days of a span, each day of each feed by a job of its own, and returns at once: subscribe to ' +
      'backfillProgress. At most BACKFILL_DAYS days. A day whose file is not there fails.',
  })
  async startBackfill(
    @Arg('input', () => BackfillInput, { description: 'Which days to ask for.' })
    { from, to, feeds = null }: BackfillInput,
    @Ctx() { caller, feedChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Backfill> {
    if (feeds !== null && (feeds.length === 0 || feeds.length > MOST_FEEDS)) {
      throw new UserError(
        `Expected 1 to ${MOST_FEEDS} names in input.feeds, got ${feeds.length}: name some, or leave it out for all.`,
      );
    }
    return new Backfill(await feedChanges.start({ from, to, feeds }, actorIn(caller, info), reads.signal));
  }

  @Mutation(() => Backfill, {
    description:
      'Asks again for the days of a backfill that failed or were cancelled. CONFLICT where there is none.',
  })
  async retryBackfill(
    @Arg('id', () => ID, { description: 'Id of the backfill.' }) id: string,
    @Ctx() { caller, feedChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Backfill> {
    return changed(id, feedChanges.retry(backfillId(id), actorIn(caller, info), reads.signal));
  }

  @Mutation(() => Backfill, {
    description:
      'Cancels the days of a backfill that wait; those that run are finished. CONFLICT where none waits.',
  })
  async cancelBackfill(
    @Arg('id', () => ID, { description: 'Id of the backfill.' }) id: string,
    @Ctx() { caller, feedChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Backfill> {
    return changed(id, feedChanges.cancel(backfillId(id), actorIn(caller, info), reads.signal));
  }

  @Mutation(() => Backfill, {
    description: 'Asks a feed for one day now, as a backfill of one day, whatever its schedule says.',
  })
  async runFeed(
    @Arg('name', () => String, { description: 'The name of the feed.' }) name: string,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'A day on which the feed has a file; null: the newest one up to today in India.',
    })
    on: IsoDate | null | undefined,
    @Ctx() { caller, feedChanges, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Backfill> {
    return new Backfill(await feedChanges.run(name, on ?? null, actorIn(caller, info), reads.signal));
  }
}

type Row = Backfill['row'];

/** @throws GraphQLError NOT_FOUND where there is no such backfill, CONFLICT where its state does not allow the change */
async function changed(id: string, change: Promise<Row | null>): Promise<Backfill> {
  const row = await change.catch((error: unknown) => {
    if (error instanceof BackfillConflict) throw codedError('CONFLICT', error.message, { status: 409 });
    throw error;
  });
  if (row === null) throw notFound(id);
  return new Backfill(row);
}

function notFound(id: string): GraphQLError {
  return codedError(
    'NOT_FOUND',
    `Expected the id of a backfill that exists, got "${shown(id)}": Query.backfills lists them.`,
    { status: 404 },
  );
}

import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { bandSummaries } from '../../books/bands.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { DateScalar } from '../scalars.js';
import { BandSummary } from './bandSummary.js';

@Resolver()
export class BandQueries {
  @Query(() => [BandSummary], {
    description:
      'Counts of the stocks in each of the four bands, the best band first. Empty bands are included.',
  })
  bands(
    @Arg('mode', () => ModeEnum, { description: 'The mode of the scores.' }) mode: Mode,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('method', () => String, { nullable: true, description: METHOD })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<BandSummary[]> {
    return whenKnown(context.books.of(mode, on ?? null, methodNamed(method, context)), (book) =>
      bandSummaries(book?.rows ?? []).map((summary) => new BandSummary(summary)),
    );
  }
}

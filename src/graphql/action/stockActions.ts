import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import { ACTION_KINDS } from '../../market/facts.js';
import { ACTION_FLAGS } from '../../market/flags/actionFlagKinds.js';
import type { IsoDate } from '../../scoring/names.js';
import { AS_RECORDED } from '../arguments.js';
import { barFlagsLoader } from '../bar/barFlagsLoader.js';
import type { GraphqlContext } from '../context.js';
import { Flag } from '../flag/flag.js';
import { momentOf } from '../momentLoader.js';
import { DateTimeScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { actionsLoader, type ActionRow } from './actionsLoader.js';
import { CorporateAction } from './corporateAction.js';

const EVER = { from: '0001-01-01' as IsoDate, to: '9999-12-31' as IsoDate };

@Resolver(() => Stock)
export class StockActions {
  @FieldResolver(() => [CorporateAction], {
    description:
      'Splits, bonuses and all else that changes the prices, the newest ex-date first, and those of one ex-date in the ' +
      'order in which they apply; announced ones included.',
  })
  async actions(
    @Root() { stockId }: Stock,
    @Arg('asRecorded', () => DateTimeScalar, { nullable: true, description: AS_RECORDED })
    asRecorded: Date | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<readonly CorporateAction[]> {
    const of = { stockId, moment: momentOf(asRecorded) };
    const [{ rows, adjustments }, flags] = await Promise.all([
      loaders.get(actionsLoader).load(of),
      loaders.get(barFlagsLoader).load({ ...of, ...EVER }),
    ]);
    return rows.toSorted(inOrder).map((row) => {
      const adjustment = adjustments.find(
        ({ action }) => action.kind === row.kind && action.exDate === dayOf(row.ex_date),
      );
      const own = flags.filter(({ day, kind }) => day === row.ex_date && ACTION_FLAGS.has(kind));
      return new CorporateAction(
        row,
        adjustment ?? null,
        own.map((flag) => new Flag(flag)),
      );
    });
  }
}

function inOrder(a: ActionRow, b: ActionRow): number {
  if (a.ex_date !== b.ex_date) return a.ex_date > b.ex_date ? -1 : 1;
  return ACTION_KINDS.indexOf(a.kind) - ACTION_KINDS.indexOf(b.kind);
}

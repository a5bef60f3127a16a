import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { fundamentals } from '../../market/datasets/fundamentals.js';
import { statements } from '../../market/datasets/statements.js';
import { dayOf } from '../../market/day.js';
import { MAX_AGE_DAYS } from '../../market/fundamentals.js';
import { fundamentalsHistory } from '../../market/fundamentalsHistory.js';
import { yieldsAsOf } from '../../market/valuation/yieldsAsOf.js';
import type { IsoDate } from '../../scoring/names.js';
import { actionsLoader } from '../action/actionsLoader.js';
import { AS_RECORDED, ON } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { factsLoader } from '../factsLoader.js';
import { sessionOf } from '../features/sessionOf.js';
import { methodOf } from '../method/methodOf.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { momentOf } from '../momentLoader.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Fundamentals } from './fundamentals.js';

const fundamentalsLoader = factsLoader(fundamentals);
const statementsLoader = factsLoader(statements);

@Resolver(() => Stock)
export class StockFundamentals {
  @FieldResolver(() => Fundamentals, {
    nullable: true,
    description:
      'What was known of the business at the close of a day: the newest figures that were ' +
      `reported, or computed from statements, of a period that ended at most ${MAX_AGE_DAYS} days before ` +
      '(method §1); null when there are none.',
  })
  async fundamentals(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('asRecorded', () => DateTimeScalar, { nullable: true, description: AS_RECORDED })
    asRecorded: Date | null | undefined,
    @Arg('method', () => String, {
      nullable: true,
      description: `${METHOD} Its scored sessions and its derivations count.`,
    })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<Fundamentals | null> {
    const of = { stockId: stock.stockId, moment: momentOf(asRecorded) };
    const named = methodNamed(method, context);
    // All are loaded at the same time, so that they take one statement.
    const [session, rows, figures, { actions, areIdle }] = await Promise.all([
      sessionOf(stock, on, context, of.moment, named),
      context.loaders.get(fundamentalsLoader).load(of),
      context.loaders.get(statementsLoader).load(of),
      context.loaders.get(actionsLoader).load(of),
    ]);
    if (session === null) return null;
    const day = dayOf(session.day);
    const close = session.close ?? NaN;
    const { derivations } = methodOf(named, context).inForce.parameters;
    const history = fundamentalsHistory(derivations, { rows, figures, actions, pricesAdjusted: areIdle });
    const known = history.asOf(day, close);
    if (known === null) return null;
    const yields = yieldsAsOf(
      history,
      figures,
      actions,
      { day, adjustedTo: areIdle ? Infinity : day },
      close,
    );
    return new Fundamentals(known, yields, { ...of, day: session.day });
  }
}

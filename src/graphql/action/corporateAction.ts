import { Field, Float, ObjectType } from 'type-graphql';
import type { Adjustment } from '../../market/adjustment.js';
import { nearestDouble } from '../../market/exact.js';
import type { IsoDate } from '../../scoring/names.js';
import { Flag } from '../flag/flag.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import type { ActionRow } from './actionsLoader.js';

const nullable = true;

@ObjectType('CorporateAction', {
  simpleResolvers: true,
  description: 'What a company did that changes its prices from a day on.',
})
export class CorporateAction {
  @Field(() => String, {
    description: 'SPLIT, BONUS, CONSOLIDATION, RIGHTS, DEMERGER or SPECIAL_DIVIDEND.',
  })
  readonly kind: string;

  @Field(() => DateScalar, { description: 'The first day on which the share is traded without it.' })
  readonly exDate: IsoDate;

  @Field(() => Float, {
    nullable,
    description: 'Shares held after it, for `oldShares` before; null for kinds that give no shares.',
  })
  readonly newShares: number | null;

  @Field(() => Float, { nullable, description: 'Shares held before it; null for kinds that give no shares.' })
  readonly oldShares: number | null;

  @Field(() => Float, { nullable, description: 'Issue price of RIGHTS, in ₹; null for all other kinds.' })
  readonly price: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'What prices before the ex-date are multiplied by; 1 while a bar is missing that it is taken from; null where ' +
      'prices were imported as adjusted, so that it does not apply.',
  })
  readonly factor: number | null;

  @Field(() => Boolean, {
    description: 'Whether the factor is taken from the first open after it, because the source gives none.',
  })
  readonly factorDerived: boolean;

  @Field(() => String, {
    nullable,
    description: 'What the exchange says of it, in its own words; null where its source gave no text.',
  })
  readonly detail: string | null;

  @Field(() => [Flag], { description: 'What is odd about it.' })
  readonly flags: readonly Flag[];

  @Field(() => String, {
    nullable,
    description: 'Kind of source: PRIMARY or SECONDARY; null where the row does not say, as today.',
  })
  readonly source: string | null = null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded as it is.' })
  readonly recordedAt: Date;

  /** @param adjustment null where it does not apply */
  constructor(row: ActionRow, adjustment: Adjustment | null, flags: readonly Flag[]) {
    this.kind = row.kind;
    this.exDate = row.ex_date;
    this.newShares = row.new_shares;
    this.oldShares = row.old_shares;
    this.price = row.price;
    this.factor = adjustment && nearestDouble(adjustment.price);
    this.factorDerived = adjustment?.isDerived ?? false;
    this.detail = row.detail === '' ? null : row.detail;
    this.flags = flags;
    this.recordedAt = new Date(row.recorded_at);
  }
}

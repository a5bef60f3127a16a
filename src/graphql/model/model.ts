import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { decimalText, perOne, WEIGHT } from '../../portfolios/money/units.js';
import type { ModelKind, OutsidePolicy } from '../../portfolios/names.js';
import type { ModelRow } from '../../portfolios/store/modelRow.js';
import type { Band, Mode } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { ModelKindEnum, OutsidePolicyEnum } from '../portfolioEnums.js';
import { Node } from '../relay/node.js';
import { DateTimeScalar } from '../scalars.js';
import { Person } from '../user/person.js';
import { FromScores } from './fromScores.js';
import { ModelPosition } from './modelPosition.js';

export const MODEL_IDS = numberIds('Model');

@ObjectType('Model', {
  implements: Node,
  simpleResolvers: true,
  description: 'What portfolios should hold: targets as fractions of their value, each with a band.',
})
export class Model implements Node {
  readonly row: ModelRow;

  @Field(() => String, { description: 'Its name; no other model of its owner has it.' })
  readonly name: string;

  @Field(() => ModelKindEnum, { description: 'How it was made.' })
  readonly kind: ModelKind;

  @Field(() => [ModelPosition], { description: 'Its positions, by ticker.' })
  readonly positions: readonly ModelPosition[];

  @Field(() => Float, {
    description: 'The fraction that no position has, 0.05 or more. Only a cash floor guarantees it.',
  })
  readonly cashTarget: number;

  @Field(() => OutsidePolicyEnum, {
    description: 'What becomes of stocks that are held and not in the model.',
  })
  readonly outside: OutsidePolicy;

  @Field(() => [BandEnum], {
    description:
      'Bands of neverBuyMode in which nothing is bought. A stock without a score is not restrained.',
  })
  readonly neverBuy: readonly Band[];

  @Field(() => ModeEnum, {
    nullable: true,
    description: 'The mode whose bands neverBuy names; null where it names none.',
  })
  readonly neverBuyMode: Mode | null;

  @Field(() => FromScores, {
    nullable: true,
    description: 'How it is made from scores; null in a manual model.',
  })
  readonly fromScores: FromScores | null;

  @Field(() => Person, { nullable: true, description: 'Whose it is.' })
  readonly owner: Person | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a rebalance of it was stored last; null: never.',
  })
  readonly lastRebalancedAt: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  readonly createdAt: Date;

  @Field(() => DateTimeScalar, { description: 'When it was changed last.' })
  readonly updatedAt: Date;

  @Field(() => Int, { description: 'Grows with each change. A change names it.' })
  readonly version: number;

  constructor(row: ModelRow) {
    const invested = row.positions.reduce((sum, { target }) => sum + target, 0n);
    this.row = row;
    this.name = row.name;
    this.kind = row.kind;
    this.positions = row.positions.map((position) => new ModelPosition(position, row));
    this.cashTarget = Number(decimalText(perOne(WEIGHT) - invested, WEIGHT));
    this.outside = row.outside;
    this.neverBuy = row.neverBuy;
    this.neverBuyMode = row.neverBuyMode;
    this.fromScores = row.fromScores && new FromScores(row.fromScores);
    this.owner = new Person(row.owner);
    this.lastRebalancedAt = row.lastRebalancedAt;
    this.createdAt = row.createdAt;
    this.updatedAt = row.updatedAt;
    this.version = row.version;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(MODEL_IDS, this.row.id);
  }
}

export const ModelConnection = connectionOf(Model, {
  name: 'Model',
  description: 'A page of models.',
});
export type ModelConnection = InstanceType<typeof ModelConnection>;

import { Field, Float, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { ORDER_COLUMNS, PENALTY_COLUMNS, PILLAR_COLUMNS, type OrderField } from '../rows.js';
import { TickerScalar } from './scalars.js';

const named = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));

export const ModeEnum = named(['TRADER', 'INVESTOR']);
export const DirectionEnum = named(['ASC', 'DESC']);
export const BandEnum = named(['AVOID', 'HOLD', 'BUY', 'STRONG_BUY']);
export const PillarNameEnum = named(PILLAR_COLUMNS.map(([name]) => name));
export const PenaltyKindEnum = named(PENALTY_COLUMNS.map(([kind]) => kind));
export const StockOrderFieldEnum = named(Object.keys(ORDER_COLUMNS));
registerEnumType(ModeEnum, { name: 'Mode' });
registerEnumType(DirectionEnum, { name: 'Direction' });
registerEnumType(BandEnum, { name: 'Band' });
registerEnumType(PillarNameEnum, { name: 'PillarName' });
registerEnumType(PenaltyKindEnum, { name: 'PenaltyKind' });
registerEnumType(StockOrderFieldEnum, { name: 'StockOrderField' });

@InputType()
export class StockOrder {
  @Field(() => StockOrderFieldEnum)
  field!: OrderField;

  @Field(() => DirectionEnum, { defaultValue: 'DESC' })
  direction!: 'ASC' | 'DESC';
}

@ObjectType()
export class Component {
  @Field(() => String)
  name!: string;

  @Field(() => Float, { nullable: true })
  points!: number | null;

  @Field(() => Float)
  weight!: number;
}

/** Weight, contribution and components are resolved. */
@ObjectType()
export class Pillar {
  @Field(() => PillarNameEnum)
  name!: string;

  @Field(() => Float)
  score!: number;
}

@ObjectType()
export class Pillars {
  @Field(() => [Pillar])
  all!: readonly Pillar[];
}

@ObjectType()
export class PenaltyPart {
  @Field(() => PenaltyKindEnum)
  kind!: string;

  @Field(() => Float)
  points!: number;
}

@ObjectType()
export class Penalty {
  @Field(() => Float)
  total!: number;

  @Field(() => [PenaltyPart])
  parts!: readonly PenaltyPart[];
}

/** Pillars and penalty are resolved; the row comes with it. */
@ObjectType()
export class Score {
  @Field(() => Float)
  value!: number;

  @Field(() => BandEnum)
  band!: string;

  @Field(() => Float)
  weighted!: number;
}

/** The score is resolved. */
@ObjectType()
export class Stock {
  id!: number;

  @Field(() => TickerScalar)
  ticker!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType()
export class StockConnection {
  @Field(() => [Stock])
  nodes!: readonly Stock[];
}

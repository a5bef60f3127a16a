import { Field, Float, ObjectType } from 'type-graphql';
import type { Series, Source } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { SeriesEnum, SourceEnum } from '../factEnums.js';
import { Flag } from '../flag/flag.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import type { DayFlag } from './barFlagsLoader.js';
import type { BarRow } from './barLoaders.js';
import type { BarOrigin } from './barOriginLoader.js';

@ObjectType('Bar', { simpleResolvers: true, description: 'One day of trading in a stock.' })
export class Bar {
  @Field(() => DateScalar, { description: 'The session.' })
  readonly date: IsoDate;

  @Field(() => Float, { description: 'First price, in ₹.' })
  readonly open: number;

  @Field(() => Float, { description: 'Highest price, in ₹.' })
  readonly high: number;

  @Field(() => Float, { description: 'Lowest price, in ₹.' })
  readonly low: number;

  @Field(() => Float, { description: 'Last price, in ₹.' })
  readonly close: number;

  @Field(() => Float, {
    description:
      'Shares traded. An adjusted volume may have decimals, because splits and bonuses change it like the prices.',
  })
  readonly volume: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Traded value in ₹, never adjusted; null when the source does not give it.',
  })
  readonly value: number | null;

  @Field(() => [Flag], {
    description:
      'What is odd about the bar, or about an action of its day. With `asRecorded`: what was found when it was recorded.',
  })
  readonly flags: readonly Flag[];

  readonly #origin: BarOrigin | undefined;

  /**
   * @param origin undefined where the operation does not ask for it, and so for flags
   */
  constructor(
    { day, open, high, low, close, volume, value }: BarRow,
    origin: BarOrigin | undefined,
    flags: readonly DayFlag[],
  ) {
    this.#origin = origin;
    this.flags = flags.map((flag) => new Flag(flag));
    this.date = day;
    this.open = open;
    this.high = high;
    this.low = low;
    this.close = close;
    this.volume = volume;
    this.value = value;
  }

  @Field(() => SourceEnum, { description: 'Kind of source of the bar.' })
  get source(): Source {
    return this.#known.source;
  }

  @Field(() => SeriesEnum, {
    nullable: true,
    description: 'The series in which the stock traded; null where the source does not say it, and for BSE.',
  })
  get series(): Series | null {
    return this.#known.series;
  }

  @Field(() => DateTimeScalar, { description: 'When the bar was recorded as it is.' })
  get recordedAt(): Date {
    return new Date(this.#known.recorded_at);
  }

  get #known(): BarOrigin {
    if (this.#origin === undefined)
      throw new Error(`Expected the origin of the bar of ${this.date}, got none.`);
    return this.#origin;
  }
}

export const BarConnection = connectionOf(Bar, {
  name: 'Bar',
  description: 'A page of the bars of one stock, the newest first.',
});
export type BarConnection = InstanceType<typeof BarConnection>;

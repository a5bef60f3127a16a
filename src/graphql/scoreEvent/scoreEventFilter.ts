import { Field, Float, InputType } from 'type-graphql';
import type { ScoreEventRow } from '../../live/scoreEventRow.js';
import type { Band, Mode, Ticker } from '../../scoring/names.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { TickerScalar } from '../scalars.js';

@InputType('ScoreEventFilter', {
  description: 'Which events count: those for which all that is given holds. Null leaves a part out.',
})
export class ScoreEventFilter {
  @Field(() => [TickerScalar], { nullable: true, description: 'Of one of these stocks.' })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of a stock in one of these sector groups (Sector.key), as of when the score was made.',
  })
  readonly sectors?: readonly string[] | null;

  @Field(() => ModeEnum, { nullable: true, description: 'Of this mode; null: of both.' })
  readonly mode?: Mode | null;

  @Field(() => [BandEnum], { nullable: true, description: 'The score is in one of these bands now.' })
  readonly bands?: readonly Band[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only where the band is another one than before. Null and false: all.',
  })
  readonly bandChangedOnly?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The value moved by at least so many points, 0 to 100, up or down. First scores count always.',
  })
  readonly minChange?: number | null;
}

/** Whether an event is one of those that a filter asks for. */
export function matcherOf(filter: ScoreEventFilter | null | undefined): (event: ScoreEventRow) => boolean {
  if (!filter) return () => true;
  const { mode, bandChangedOnly, minChange } = filter;
  const tickers = filter.tickers && new Set(filter.tickers);
  const sectors = filter.sectors && new Set(filter.sectors);
  const bands = filter.bands && new Set(filter.bands);
  return (event) =>
    (!mode || event.mode === mode) &&
    (!tickers || tickers.has(event.ticker)) &&
    (!sectors || sectors.has(event.sector)) &&
    (!bands || bands.has(event.band)) &&
    (!bandChangedOnly || event.band !== event.previous_band) &&
    (typeof minChange !== 'number' ||
      event.previous_value === null ||
      changeOf(event.value, event.previous_value) >= minChange);
}

/** Values have two decimals, and their difference as doubles has more. */
const changeOf = (value: number, former: number): number =>
  Math.abs(Math.round((value - former) * 100)) / 100;

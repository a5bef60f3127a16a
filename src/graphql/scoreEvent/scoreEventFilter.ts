import { Field, Float, InputType } from 'type-graphql';
import type { ScoreEventFilter as Filter } from '../../live/scoreEventMatcher.js';
import type { Band, Mode, Ticker } from '../../scoring/names.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { TickerScalar } from '../scalars.js';

@InputType('ScoreEventFilter', {
  description: 'Which events count: those for which all that is given holds. Null leaves a part out.',
})
export class ScoreEventFilter implements Filter {
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

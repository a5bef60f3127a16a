import { Field, Float, InputType } from 'type-graphql';
import type { ScoreEventFilter as Filter } from '../../live/scoreEventMatcher.js';
import type { Band, Mode, Ticker } from '../../scoring/names.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { TickerScalar } from '../scalars.js';

@InputType('ScoreEventFilter', {
  description:
    'Selects events. An event must match every field that is given; a null field matches all events, except that a null ' +
    'method is the default one. A filter that no event can match is refused, as StockFilter is.',
})
export class ScoreEventFilter implements Filter {
  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      'The stock is one of these. Unknown tickers are ignored; a list without a known one is refused.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The stock is in one of these sector groups (Sector.key), as of when the score was made. An unknown key ' +
      'is refused.',
  })
  readonly sectors?: readonly string[] | null;

  @Field(() => ModeEnum, { nullable: true, description: 'The score is of this mode; null: either mode.' })
  readonly mode?: Mode | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The score is of the method of this name (Query.methods); null: of the default one (METHOD). An unknown name is ' +
      'refused.',
  })
  readonly method?: string | null;

  @Field(() => [BandEnum], { nullable: true, description: 'The new band is one of these.' })
  readonly bands?: readonly Band[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the band changed, or the score is the first one. Null and false match all events.',
  })
  readonly bandChangedOnly?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The value changed by at least so many points, 0 to 100, up or down. A first score always matches.',
  })
  readonly minChange?: number | null;
}

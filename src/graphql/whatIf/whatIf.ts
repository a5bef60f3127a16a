import { Field, Float, ObjectType } from 'type-graphql';
import type { Band } from '../../scoring/names.js';
import { BandSummary } from '../band/bandSummary.js';
import { BandEnum } from '../enums.js';
import { Score } from '../score/score.js';
import { Stock } from '../stock/stock.js';

@ObjectType('WhatIfStock', {
  simpleResolvers: true,
  description: 'A stock with the score that it would have under the changed method.',
})
export class WhatIfStock {
  @Field(() => Stock, { description: 'The stock.' })
  readonly stock: Stock;

  @Field(() => Float, {
    description: 'The score that it would have, 0 to 100, after penalty and guardrails.',
  })
  readonly value: number;

  @Field(() => BandEnum, { description: 'The band that the stock would be in.' })
  readonly band: Band;

  @Field(() => Score, {
    nullable: true,
    description: 'The stored score; null when the stock has none on that day.',
  })
  readonly base: Score | null;

  @Field(() => Float, {
    nullable: true,
    description: '`value` less the value of the stored score, in points; null when there is none.',
  })
  readonly change: number | null;

  constructor(stock: Stock, value: number, band: Band, base: Score | null, change: number | null) {
    this.stock = stock;
    this.value = value;
    this.band = band;
    this.base = base;
    this.change = change;
  }
}

@ObjectType('WhatIf', {
  simpleResolvers: true,
  description: 'Scores under changed weights or bands. They are not stored.',
})
export class WhatIf {
  @Field(() => [WhatIfStock], { description: 'The listed stocks, the best score first.' })
  readonly stocks: readonly WhatIfStock[];

  @Field(() => [BandSummary], {
    description:
      'Counts of all stocks in each of the four bands, the best band first. Empty bands are included.',
  })
  readonly bands: readonly BandSummary[];

  @Field(() => String, { description: 'SHA-256 of the changed parameters, 64 hexadecimal digits.' })
  readonly methodHash: string;

  constructor(stocks: readonly WhatIfStock[], bands: readonly BandSummary[], methodHash: string) {
    this.stocks = stocks;
    this.bands = bands;
    this.methodHash = methodHash;
  }
}

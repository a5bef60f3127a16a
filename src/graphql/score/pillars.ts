import { Field, ObjectType } from 'type-graphql';
import { Pillar } from './pillar.js';
import { PILLAR_NAMES } from './pillarLetters.js';
import type { ScoreRow } from './scoreLoaders.js';

@ObjectType('Pillars', { simpleResolvers: true, description: 'The six pillars of a score (method §5).' })
export class Pillars {
  readonly #row: ScoreRow;

  constructor(row: ScoreRow) {
    this.#row = row;
  }

  @Field(() => Pillar, {
    description: 'F: return on equity, growth and valuation; of lenders also asset quality.',
  })
  get fundamentals(): Pillar {
    return new Pillar(this.#row, 'FUNDAMENTALS');
  }

  @Field(() => Pillar, { description: 'T: averages, RSI, breakout and volume.' })
  get technicals(): Pillar {
    return new Pillar(this.#row, 'TECHNICALS');
  }

  @Field(() => Pillar, { description: 'R: returns over the sector and the market, for the risk taken.' })
  get relativeStrength(): Pillar {
    return new Pillar(this.#row, 'RELATIVE_STRENGTH');
  }

  @Field(() => Pillar, { description: 'O: promoters, what they have pledged, and institutions.' })
  get ownership(): Pillar {
    return new Pillar(this.#row, 'OWNERSHIP');
  }

  @Field(() => Pillar, { description: 'Q: return on capital employed, and how steady the margin is.' })
  get quality(): Pillar {
    return new Pillar(this.#row, 'QUALITY');
  }

  @Field(() => Pillar, { description: 'S: returns of the sector group over the market.' })
  get sectorMomentum(): Pillar {
    return new Pillar(this.#row, 'SECTOR_MOMENTUM');
  }

  @Field(() => [Pillar], { description: 'All six, in their order.' })
  get all(): Pillar[] {
    return PILLAR_NAMES.map((name) => new Pillar(this.#row, name));
  }
}

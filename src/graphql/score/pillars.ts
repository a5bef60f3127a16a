import { Field, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import type { PillarField } from '../../books/pillarFields.js';
import { Pillar } from './pillar.js';
import { PILLAR_NAMES } from './pillarLetters.js';
import type { OperationRuns } from '../run/operationRuns.js';

@ObjectType('Pillars', { simpleResolvers: true, description: 'The six pillars of a score (method §5).' })
export class Pillars {
  readonly #row: ScoreRow;
  readonly #runs: OperationRuns;

  /** Kept, because a compiled operation reads a property several times. */
  #all: Pillar[] | undefined;

  constructor(row: ScoreRow, runs: OperationRuns) {
    this.#row = row;
    this.#runs = runs;
  }

  @Field(() => Pillar, {
    description:
      'F: return on equity, growth and valuation; for lenders, asset quality instead of growth and valuation.',
  })
  get fundamentals(): Pillar {
    return this.#pillar('FUNDAMENTALS');
  }

  @Field(() => Pillar, { description: 'T: moving averages, RSI, breakout and volume.' })
  get technicals(): Pillar {
    return this.#pillar('TECHNICALS');
  }

  @Field(() => Pillar, {
    description: 'R: returns in excess of the sector group and the market, per unit of volatility.',
  })
  get relativeStrength(): Pillar {
    return this.#pillar('RELATIVE_STRENGTH');
  }

  @Field(() => Pillar, {
    description: 'O: the promoter holding, its pledge, and the change in the holding of institutions.',
  })
  get ownership(): Pillar {
    return this.#pillar('OWNERSHIP');
  }

  @Field(() => Pillar, {
    description: 'Q: return on capital employed, and how steady the operating margin is.',
  })
  get quality(): Pillar {
    return this.#pillar('QUALITY');
  }

  @Field(() => Pillar, { description: 'S: returns of the sector group in excess of the market.' })
  get sectorMomentum(): Pillar {
    return this.#pillar('SECTOR_MOMENTUM');
  }

  @Field(() => [Pillar], { description: 'All six pillars, in their usual order.' })
  get all(): Pillar[] {
    return (this.#all ??= PILLAR_NAMES.map((name) => this.#pillar(name)));
  }

  #pillar(name: PillarField): Pillar {
    return new Pillar(this.#row, name, this.#runs);
  }
}

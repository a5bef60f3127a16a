import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Mode } from '../../scoring/names.js';
import {
  DEFAULT_UNIVERSE,
  HORIZON_OF,
  type ScoreFigure,
  type ValidationUniverse,
  type ValidationWindow,
} from '../../validation/figures/names.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { Method } from '../method/method.js';
import { Deciles } from './deciles.js';
import { Validation } from './validation.js';
import { ScoreFigureEnum, ValidationUniverseEnum, ValidationWindowEnum } from './validationEnums.js';
import { validationLoader, verdictLoader } from './validationLoaders.js';
import { Verdict } from './verdict.js';

const MODE = 'The mode of the scores.';

@Resolver(() => Method)
export class MethodValidationResolver {
  @FieldResolver(() => Validation, {
    nullable: true,
    description:
      'How well the scores of a mode have predicted returns, as a worker computes it after each month from all stored scores ' +
      'of the method. Null: this was not computed, because there is no such horizon or window, or nothing was validated yet.',
  })
  async validation(
    @Root() { name: methodName }: Method,
    @Arg('mode', () => ModeEnum, { description: MODE }) mode: Mode,
    @Arg('horizon', () => Int, {
      nullable: true,
      description:
        'Sessions of the forward returns: 5, 20, 60 or 120; null: 20 for TRADER, 120 for INVESTOR.',
    })
    horizon: number | null | undefined,
    @Arg('universe', () => ValidationUniverseEnum, {
      defaultValue: DEFAULT_UNIVERSE,
      description: 'The stocks.',
    })
    universe: ValidationUniverse,
    @Arg('window', () => ValidationWindowEnum, { defaultValue: 'WARM', description: 'The sessions.' })
    window: ValidationWindow,
    @Arg('year', () => Int, {
      nullable: true,
      description: 'The calendar year of the window YEAR, which needs it; null for all others.',
    })
    year: number | null | undefined,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Validation | null> {
    const key = { methodName, mode, horizon: horizon ?? HORIZON_OF[mode], universe, window, year: year ?? 0 };
    const found = await loaders.get(validationLoader).load(key);
    return found && new Validation(found.figures, new Date(found.computedAt), found.inputsHash);
  }

  @FieldResolver(() => Verdict, {
    description: 'Whether the scores of a mode have predicted returns, in a word and in a sentence.',
  })
  async verdict(
    @Root() { name: methodName }: Method,
    @Arg('mode', () => ModeEnum, { description: MODE }) mode: Mode,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Verdict> {
    const verdict = await loaders.get(verdictLoader).load({ methodName, mode });
    return (
      verdict ?? {
        evidence: 'NOT_YET',
        sentence: `${methodName}, ${mode}: nothing was validated yet. A worker does so within an hour once the history is scored, and then each month.`,
      }
    );
  }
}

@Resolver(() => Validation)
export class ValidationResolver {
  @FieldResolver(() => Deciles, {
    description: 'What the tenths of the stocks returned, ordered by a figure.',
  })
  deciles(
    @Root() { figures }: Validation,
    @Arg('figure', () => ScoreFigureEnum, { defaultValue: 'VALUE', description: 'The figure.' })
    figure: ScoreFigure,
  ): Deciles {
    const found = figures.deciles.find((deciles) => deciles.figure === figure);
    if (found === undefined)
      throw new Error(`Expected deciles of ${figure} in a stored validation, got none.`);
    return found;
  }
}

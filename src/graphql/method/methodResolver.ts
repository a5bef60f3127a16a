import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { guardrailThreshold } from '../../scoring/guardrails.js';
import { weightsOf } from '../../scoring/method.js';
import { BANDS, GUARDRAILS, MODES, type Mode } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { PILLAR_LETTERS, PILLAR_NAMES } from '../score/pillarLetters.js';
import { BandThreshold, GuardrailThreshold, Method, PillarWeight } from './method.js';

@Resolver(() => Method)
export class MethodResolver {
  @Query(() => Method, { description: 'The method that new runs are scored with.' })
  method(@Ctx() { market }: GraphqlContext): Method {
    return new Method(market.method, market.methodDocument);
  }

  @FieldResolver(() => [PillarWeight], {
    description: 'Weights of the six pillars, in their usual order (method §6).',
  })
  weights(
    @Root() { inForce }: Method,
    @Arg('mode', () => ModeEnum, { description: 'The mode of the weights.' }) mode: Mode,
    @Arg('sector', () => String, {
      nullable: true,
      description:
        'Key of a sector group (Sector.key); null: the weights of the groups that have no weights of their own.',
    })
    sector: string | null | undefined,
    @Ctx() { market }: GraphqlContext,
  ): PillarWeight[] {
    const known = [...market.sectors.groups.keys()];
    if (typeof sector === 'string' && !known.includes(sector)) {
      throw new UserError(
        `Expected the key of a sector group, one of ${known.join(', ')}, got "${shown(sector)}".`,
      );
    }
    const weights = weightsOf(inForce.parameters, mode, sector ?? 'default');
    return PILLAR_NAMES.map((name) => new PillarWeight(name, weights[PILLAR_LETTERS[name]]));
  }

  @FieldResolver(() => [BandThreshold], {
    description: 'Lower bounds of the four bands, the best band first (method §9).',
  })
  bandThresholds(@Root() { inForce }: Method): BandThreshold[] {
    const { bands } = inForce.thresholds;
    return BANDS.toReversed().map((band) => new BandThreshold(band, band === 'AVOID' ? 0 : bands[band]));
  }

  @FieldResolver(() => [GuardrailThreshold], {
    description:
      'Thresholds of the six guardrails, in the order in which they are applied; ILLIQUIDITY has one for each ' +
      'mode (method §9).',
  })
  guardrailThresholds(@Root() { inForce }: Method): GuardrailThreshold[] {
    return GUARDRAILS.flatMap((guardrail) => {
      const modes = guardrail === 'ILLIQUIDITY' ? MODES : [null];
      return modes.map(
        (mode) =>
          new GuardrailThreshold(guardrail, mode, guardrailThreshold(guardrail, mode ?? 'TRADER', inForce)),
      );
    });
  }
}

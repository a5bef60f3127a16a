import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { guardrailThreshold } from '../../scoring/guardrails.js';
import { weightsOf } from '../../scoring/method.js';
import { BANDS, GUARDRAILS, MODES, type Mode } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { knownMethods, METHOD, methodNamed } from '../methodNamed.js';
import { PILLAR_LETTERS, PILLAR_NAMES } from '../score/pillarLetters.js';
import { BandThreshold, GuardrailThreshold, Method, PillarWeight } from './method.js';
import { methodOf } from './methodOf.js';

@Resolver(() => Method)
export class MethodResolver {
  @Query(() => Method, {
    description:
      'A method: one that new runs are scored with, as its file has it now, or one that is not scored any more, as its ' +
      'newest scores were made with.',
  })
  method(
    @Arg('method', () => String, {
      nullable: true,
      description: `${METHOD} It is the one that new runs are scored with.`,
    })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Method {
    methodNamed(method, context);
    return methodOf(method ?? null, context);
  }

  @Query(() => [Method], {
    description:
      'All methods that the argument `method` can name: those that new runs are scored with (METHODS), the default one ' +
      '(METHOD) first, and then those that are not scored any more.',
  })
  methods(@Ctx() context: GraphqlContext): Method[] {
    return knownMethods(context).map((name) => methodOf(name, context));
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

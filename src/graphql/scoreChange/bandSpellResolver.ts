import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { YEAR } from '../../books/bandSpells.js';
import { sessionsBefore } from '../../books/rememberedScores.js';
import { storedGuardrailSteps } from '../../books/storedGuardrailSteps.js';
import { dayOf, isoOf } from '../../market/day.js';
import { pointsToBands } from '../../validation/attribution/pointsToBands.js';
import type { GraphqlContext } from '../context.js';
import { sessionsLoader } from '../exchangeSessions/sessionsLoader.js';
import { Score } from '../score/score.js';
import { BandSpell } from './bandSpell.js';
import { spellLoader } from './spellLoader.js';

@Resolver(() => Score)
export class BandSpellResolver {
  @FieldResolver(() => BandSpell, {
    description:
      'Since when the stock has had the band, how often it changed, and how close the next ones are.',
  })
  async bandSpell(
    @Root() { band, date, mode, row }: Score,
    @Ctx() { loaders, runs }: GraphqlContext,
  ): Promise<BandSpell> {
    const method = runs.methodOf(row.run_id);
    const sessions = Int32Array.from(await loaders.get(sessionsLoader)());
    const spell = await loaders.get(spellLoader).load({
      ...{ stockId: row.stock_id, mode, method: method.name, day: date, band },
      from: isoOf(sessionsBefore(dayOf(date), YEAR - 1, sessions)),
    });
    return new BandSpell(spell, pointsToBands(storedGuardrailSteps(row, method), mode, method));
  }
}

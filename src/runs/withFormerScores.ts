import { NobodyScored, type DayInputs } from '../market/crossSection.js';
import type { Sessions } from '../market/calendar.js';
import type { Method } from '../scoring/method.js';
import type { Day } from '../scoring/names.js';
import { scoreDay } from '../scoring/scoreDay.js';
import { rememberedSessions } from './rememberedSessions.js';
import { ScoreMemory } from './scoreMemory.js';

/** What the scores of a method remember. */
export interface Remembering {
  readonly method: Method;
  readonly sessions: Sessions;
  /** The scores that were computed from the same batch before; by default none. */
  readonly memory?: ScoreMemory;
}

/**
 * Adds the former scores to the inputs of days. Scores of sessions that were not asked for, and that are not known yet, are
 * computed when a day needs them. For a method that remembers none, inputs stay as they are.
 *
 * @param inputsOf loads the inputs of a day, also of the sessions before those that will be asked for, in ascending order
 * @returns loads a day with its former scores
 */
export function withFormerScores(
  inputsOf: (day: Day) => Promise<DayInputs>,
  { method, sessions, memory = new ScoreMemory() }: Remembering,
): (day: Day) => Promise<DayInputs> {
  if (method.parameters.bands === undefined) return inputsOf;
  /** What was loaded, until its scores are noted: it cannot be loaded again. */
  const loaded = new Map<Day, DayInputs>();
  const load = async (day: Day): Promise<DayInputs | null> => {
    try {
      return await inputsOf(day);
    } catch (error) {
      if (error instanceof NobodyScored) return null;
      throw error;
    }
  };
  return async (day) => {
    const former = rememberedSessions(method.parameters, sessions, day);
    for (const session of former) {
      if (memory.has(session)) continue;
      const inputs = loaded.get(session) ?? (await load(session));
      memory.note(session, inputs && scoreDay(inputs.section, method));
    }
    loaded.clear();
    const inputs = await inputsOf(day).catch((error: unknown) => {
      if (error instanceof NobodyScored) memory.note(day, null);
      throw error;
    });
    if (!memory.has(day)) loaded.set(day, inputs);
    const section = { ...inputs.section, formerScores: memory.of(former, inputs.section.tickers) };
    return { ...inputs, section, onScored: (scores) => memory.note(day, scores) };
  };
}

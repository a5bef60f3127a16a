import type { Sessions } from '../calendar.js';
import type { FactDataset } from '../datasets/dataset.js';
import { calendarFlags } from '../flags/calendarFlags.js';
import type { BarDays } from './barDays.js';
import { closedWeekends } from './closedWeekends.js';
import type { FactsOnLines } from './factsOnLines.js';
import type { Flag } from './refusal.js';
import { withoutFacts, type RemainingFacts } from './withoutFacts.js';

/** Facts of a file that go in, the refusals of others, and what is odd about years of them. */
export interface JudgedFacts<Fact> extends RemainingFacts<Fact> {
  readonly flags: readonly Flag[];
}

/**
 * Judges facts of sessions in years that the calendar does not know, as bars are judged: refuses those of weekends that
 * are no sessions (CLOSED_DAY), and flags the years (NO_CALENDAR).
 *
 * @param known the bars of stocks, which tell what a session is
 */
export async function factsOfSessions<Fact>(
  { sessionOf }: FactDataset<string, Fact>,
  read: FactsOnLines<Fact>,
  sessions: Sessions,
  known: BarDays,
): Promise<JudgedFacts<Fact>> {
  if (sessionOf === undefined) return { ...read, refusals: [], flags: [] };
  const closed = await closedWeekends(read.facts.map(sessionOf), sessions, [known]);
  const left = withoutFacts(read, (fact) => closed.get(sessionOf(fact)) ?? null);
  const rows = left.facts.map((fact, place) => ({ day: sessionOf(fact), line: left.lines[place] }));
  return { ...left, flags: calendarFlags(left.file, rows, sessions) };
}

import type { Sessions } from '../calendar.js';
import type { FactDataset } from '../datasets/dataset.js';
import { calendarFlags } from '../flags/calendarFlags.js';
import type { BarDays } from './barDays.js';
import { closedWeekends } from './closedWeekends.js';
import type { FileFacts } from './readFile.js';
import type { Flag, Refusal } from './refusal.js';

/** Facts of a file that go in, the refusals of others, and what is odd about years of them. */
export interface JudgedFacts<Fact> extends Pick<FileFacts<Fact>, 'facts' | 'lines'> {
  readonly refusals: readonly Refusal[];
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
  { file, facts, lines }: Pick<FileFacts<Fact>, 'file' | 'facts' | 'lines'>,
  sessions: Sessions,
  known: BarDays,
): Promise<JudgedFacts<Fact>> {
  if (sessionOf === undefined) return { facts, lines, refusals: [], flags: [] };
  const rows = facts.map((fact, place) => ({ day: sessionOf(fact), line: lines[place] }));
  const closed = await closedWeekends(
    rows.map(({ day }) => day),
    sessions,
    [known],
  );
  const refusals = rows.flatMap(({ day, line }) => {
    const why = closed.get(day);
    return why === undefined ? [] : [{ file, line, ...why }];
  });
  const isOpen = (_: unknown, place: number) => !closed.has(rows[place].day);
  return {
    facts: facts.filter(isOpen),
    lines: lines.filter(isOpen),
    refusals,
    flags: calendarFlags(file, rows.filter(isOpen), sessions),
  };
}

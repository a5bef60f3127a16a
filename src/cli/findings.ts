import { ACTION_FLAGS } from '../market/flags/actionFlagKinds.js';
import { flagCounts } from '../market/flags/flagCounts.js';
import { countBy, type Flag } from '../market/imports/refusal.js';
import type { ScoringGaps } from '../market/scoringGaps.js';
import { NOT_SCORED_CODES } from '../scoring/names.js';
import { shown } from '../shown.js';

/** What `check` and `import` end with. */
export interface Findings {
  readonly flags: readonly Flag[];
  readonly gaps: ScoringGaps;
}

/** Returns the lines that say what is odd about the rows, and what is missing for scores. */
export function findingLines({ flags, gaps }: Findings): string[] {
  const { session, notScored, indices } = gaps;
  const flagged = flagCounts(distinct(flags)).map(({ kind, count }) => `${kind} ${count}`);
  const codes = Object.entries(notScoredCounts(gaps)).map(([code, count]) => `${code} ${count}`);
  const years = yearsWithoutCalendar(flags);
  return [
    ...(flagged.length === 0 ? [] : [`Flagged: ${flagged.join(', ')}.`]),
    ...(session === null ? ['No company gets a score: there are no prices.'] : []),
    ...(notScored.length === 0
      ? []
      : [`Without a score on ${session}: ${codes.join(', ')}. --report names the companies.`]),
    ...indices.map(
      ({ name, newest }) =>
        `Index ${shown(name)}, which the method needs, ` +
        (newest === null ? 'is missing' : `ends on ${newest}`) +
        `, and prices go up to ${session}: give its later days in indices.csv.`,
    ),
    ...(years.length === 0
      ? []
      : [`Without a calendar: ${years.join(', ')}. Give the holidays of each year in holidays.csv.`]),
  ];
}

/** Returns what the lines say, for JSON. */
export function findingsJson({ flags, gaps }: Findings) {
  return {
    flagged: Object.fromEntries(flagCounts(distinct(flags)).map(({ kind, count }) => [kind, count])),
    session: gaps.session,
    notScored: notScoredCounts(gaps),
    indices: gaps.indices,
    yearsWithoutCalendar: yearsWithoutCalendar(flags),
  };
}

const notScoredCounts = ({ notScored }: ScoringGaps) =>
  countBy(notScored, NOT_SCORED_CODES, ({ code }) => code);

/** Returns flags in which each action counts once: it may be flagged with its own row and with that of its first bar. */
function distinct(flags: readonly Flag[]): readonly Flag[] {
  const actions = new Map<string, Flag>();
  const others: Flag[] = [];
  for (const flag of flags) {
    if (ACTION_FLAGS.has(flag.kind)) actions.set(`${flag.kind} ${flag.ticker} ${flag.date}`, flag);
    else others.push(flag);
  }
  return [...others, ...actions.values()];
}

function yearsWithoutCalendar(flags: readonly Flag[]): number[] {
  const days = flags.filter(({ kind }) => kind === 'NO_CALENDAR').map(({ date }) => date);
  return [...new Set(days.map((day) => Number(day.slice(0, 4))))].sort((a, b) => a - b);
}

import { markdownTable } from '../../markdownTable.js';

const KINDS = markdownTable([
  ['kind', 'prices', 'volumes'],
  ['SPLIT, BONUS, CONSOLIDATION', 'old / new shares', 'new / old shares'],
  [
    'RIGHTS',
    '(old × close + (new − old) × issue price) / (new × close); 1 where the issue price is no less than the close',
    '1',
  ],
  [
    'DEMERGER, SPECIAL_DIVIDEND',
    'the factor as given, or else the open of the first bar from the ex-date on / the close',
    '1',
  ],
]);

/** Describes what a score knows (method §1). */
export const pointInTime = (): string => `## §1 Point in time

The scores of a day D are computed from what was known at the close of D, and from nothing else:

- bars up to D;
- the newest row of fundamentals and of shareholding that was published by D. Where no date of publication is given, it
  is the end of the period + the lag that [the import format](import.md) names. What is published on D counts for D;
- events that were announced by D;
- actions, symbols and classifications that count on D.

The date of publication is part of a fact's key, so that a restatement is a fact of its own. Newest means: the greatest
end of a period, then the greatest date of publication. An empty field is not filled from an older row. A figure whose
period ended more than 550 days before D is missing; a quoted P/E is after 45 days.

**Adjustment.** Prices and volumes before an ex-date ≤ D are multiplied by the factor of the action. Traded value is never
adjusted. Factors multiply exactly, and each result is rounded once, to the nearest double.

${KINDS}
The close is the last one before the ex-date, adjusted for the actions between it and the action. Of several actions on one
ex-date, SPLIT, BONUS and CONSOLIDATION come first. A factor that is taken from an open is what all other actions between
the same two bars leave unexplained, and is 1 until both bars exist. Where prices were imported with \`--adjusted\`, no
action is applied to them.

**Sessions.** In a year that the calendar has, sessions are the weekdays less the holidays, with the special sessions; in
another year they are the days on which a stock has a bar. A session has quorum when at least the share \`SESSION_QUORUM\`
of the stocks that had a bar on the last session with quorum have one on it, or when more than twice as many stocks have
one as had one there. A session later than all sessions with quorum is awaited: it gets no scores until it has quorum itself, or a later session has.

**Universe.** All stocks with a sector group and at least one bar in the last 10 sessions up to D. Every mean, median
and rank of the day is taken over these stocks, each one included in its own group. Another stock gets no score, and
the run says why.
`;

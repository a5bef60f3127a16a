import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

/** The former score, its run, and the sessions of the exchange. */
const FORMER = 3;
/** To read the scores of a spell and of a year. */
const SPELL = 20;
/** To lay out the calendar. */
const SESSIONS = 5;
/** To judge a score eleven times, and to read the scores that its band remembers. */
const DISTANCES = 10;
/** To explain a change whose days are computed already. */
const ATTRIBUTED = 1;
const SENTENCE = 300;

export const SCORE_CHANGE_POLICIES: Policies = {
  'Score.change': {
    access: 'INHERIT',
    freshness: 'COMMIT',
    cost: FORMER,
    work: SESSIONS,
    reads: 2,
  },
  ...inherited('ScoreChange', ['from', 'to', 'total']),
  'ScoreChange.causes': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: 5,
    work: ATTRIBUTED,
    isCounted: true,
  },
  'ScoreChange.parts': { access: 'INHERIT', freshness: 'INHERIT', size: 14 },
  ...inherited('CausePart', ['cause', 'points'], { sentence: SENTENCE }),
  ...inherited('ChangePart', ['name', 'points']),
  'Score.distances': {
    access: 'INHERIT',
    freshness: 'COMMIT',
    size: 11,
    cost: 1,
    work: DISTANCES,
    reads: 2,
  },
  ...inherited(
    'Distance',
    ['bandWithout', 'binding', 'distance', 'fired', 'guardrail', 'observed', 'penalty', 'threshold'],
    { sentence: SENTENCE },
  ),
  'Score.bandSpell': {
    access: 'INHERIT',
    freshness: 'COMMIT',
    cost: 1,
    work: SPELL + SESSIONS,
    reads: 2,
  },
  ...inherited('BandSpell', ['flipsInYear', 'pointsDown', 'pointsUp', 'sessions', 'since']),
};

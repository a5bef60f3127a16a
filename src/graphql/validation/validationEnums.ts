import { registerEnumType } from 'type-graphql';
import type {
  Evidence,
  ScoreFigure,
  ValidationUniverse,
  ValidationWindow,
} from '../../validation/figures/names.js';

export const ScoreFigureEnum = {
  VALUE: 'VALUE',
  BEFORE_GUARDRAILS: 'BEFORE_GUARDRAILS',
  WEIGHTED: 'WEIGHTED',
  FUNDAMENTALS: 'FUNDAMENTALS',
  TECHNICALS: 'TECHNICALS',
  RELATIVE_STRENGTH: 'RELATIVE_STRENGTH',
  OWNERSHIP: 'OWNERSHIP',
  QUALITY: 'QUALITY',
  SECTOR_MOMENTUM: 'SECTOR_MOMENTUM',
} as const satisfies Record<ScoreFigure, ScoreFigure>;
registerEnumType(ScoreFigureEnum, {
  name: 'ScoreFigure',
  description: 'A number of a score whose value as a prediction is measured.',
  valuesConfig: {
    VALUE: { description: 'The score: Score.value.' },
    BEFORE_GUARDRAILS: { description: 'The score before guardrails.' },
    WEIGHTED: { description: 'The weighted sum of the six pillars, before the penalty.' },
    FUNDAMENTALS: { description: 'The pillar of fundamentals.' },
    TECHNICALS: { description: 'The pillar of technicals.' },
    RELATIVE_STRENGTH: { description: 'The pillar of relative strength.' },
    OWNERSHIP: { description: 'The pillar of ownership.' },
    QUALITY: { description: 'The pillar of quality.' },
    SECTOR_MOMENTUM: {
      description: 'The pillar of sector momentum. Within a sector group it is the same for all stocks.',
    },
  },
});

export const ValidationUniverseEnum = {
  ALL_SCORED: 'ALL_SCORED',
  MOST_TRADED_300: 'MOST_TRADED_300',
  MOST_TRADED_500: 'MOST_TRADED_500',
} as const satisfies Record<ValidationUniverse, ValidationUniverse>;
const mostTraded = (count: number) =>
  `The ${count} securities with the highest median traded value over their bars of the last 252 sessions (at least 60 bars). ` +
  'Securities that are gone today take part on the sessions on which they traded.';
registerEnumType(ValidationUniverseEnum, {
  name: 'ValidationUniverse',
  description: 'The stocks over which scores are validated on a session.',
  valuesConfig: {
    ALL_SCORED: { description: 'All stocks with a score.' },
    MOST_TRADED_300: { description: mostTraded(300) },
    MOST_TRADED_500: { description: mostTraded(500) },
  },
});

export const ValidationWindowEnum = {
  ALL: 'ALL',
  WARM: 'WARM',
  HOLD_OUT: 'HOLD_OUT',
  YEAR: 'YEAR',
  CUSTOM: 'CUSTOM',
} as const satisfies Record<ValidationWindow, ValidationWindow>;
registerEnumType(ValidationWindowEnum, {
  name: 'ValidationWindow',
  description:
    'The sessions of which scores are validated. A session is part of a window if its returns end by the last session that the ' +
    'store has.',
  valuesConfig: {
    ALL: { description: 'All sessions with scores.' },
    WARM: {
      description:
        'From the first Monday after the session on which most stocks have a 200-day average, so that scores are complete.',
    },
    HOLD_OUT: { description: 'From 2023-01-01, which no search for parameters has seen.' },
    YEAR: { description: 'A calendar year.' },
    CUSTOM: {
      description:
        'From the day `validated_from` in the file of the method, where it names one after the start of WARM.',
    },
  },
});

export const EvidenceEnum = {
  EVIDENCE: 'EVIDENCE',
  WEAK: 'WEAK',
  NONE: 'NONE',
  ADVERSE: 'ADVERSE',
  NOT_YET: 'NOT_YET',
} as const satisfies Record<Evidence, Evidence>;
registerEnumType(EvidenceEnum, {
  name: 'Evidence',
  description:
    'Whether there is evidence that scores predict returns. It is judged by 95 % intervals of two means: of the information ' +
    'coefficient, and of the one within sectors.',
  valuesConfig: {
    EVIDENCE: { description: 'Both intervals are above 0.' },
    WEAK: { description: 'One of the intervals is above 0.' },
    NONE: { description: 'None of the intervals is above 0, and none is below.' },
    ADVERSE: { description: 'An interval is below 0: higher scores had lower returns.' },
    NOT_YET: { description: 'There are fewer than 3 separate windows of returns, so nothing can be said.' },
  },
});

import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { rowsOfPage } from '../limits/pageOf.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';

/** The run of a score; it is read where it is not a current one. */
const RUN = 1;
/** The rows that a classification is of: the company and, of the few that were moved, its dated rows. */
const CLASSIFICATION = 3;
/** To explain a pillar by a day that was computed again. */
export const EXPLAINED = 0.15;
/** To compare a score that was computed again with the stored one. */
export const COMPARED = 1;

/** To count the scores of a run. */
const COUNTED = 10;
/** Fields whose scores are from a book that is read, where each is looked up. */
const OF_BOOK: ReadonlySet<string | undefined> = new Set(['Stock.score', 'StockEdge.score']);
const RANKED: FieldPolicy = {
  access: 'INHERIT',
  freshness: 'INHERIT',
  cost: 1,
  work: ({ parent }) => (OF_BOOK.has(parent?.coordinate) ? 0 : COUNTED),
  reads: 1,
};

const ofSize = (size: number): Policies[string] => ({ access: 'INHERIT', freshness: 'INHERIT', size });

/** The most components that a pillar has in any shipped method, by the field that returns it. */
const MOST_COMPONENTS: Readonly<Record<string, number>> = {
  'Pillars.fundamentals': 9,
  'Pillars.technicals': 5,
  'Pillars.relativeStrength': 3,
  'Pillars.ownership': 3,
  'Pillars.quality': 3,
  'Pillars.sectorMomentum': 3,
};

/** Of all six pillars, each counts with a sixth of the components of all. */
function mostComponents({ parent }: FieldVisit): number {
  const all = Object.values(MOST_COMPONENTS);
  const mean = all.reduce((sum, most) => sum + most) / all.length;
  return MOST_COMPONENTS[parent?.coordinate ?? ''] ?? mean;
}

export const SCORE_POLICIES: Policies = {
  'Stock.score': { access: 'SCORES_READ', freshness: 'DAY', cost: RUN, reads: 'BOOK' },
  'Stock.scores': {
    access: 'SCORES_READ',
    freshness: 'UP_TO_DAY',
    cost: rowsOfPage,
    work: (visit) => rowsOfPage(visit) * PRICES.scoreRow,
    reads: 1,
  },
  'StockEdge.score': { access: 'SCORES_READ', freshness: 'INHERIT' },
  ...connectionPolicies('Score', { cost: 1, reads: 1 }),

  // `stock` inherits, since a score says nothing without the name of its stock.
  ...inherited('Score', [
    'band',
    'confidence',
    'date',
    'id',
    'mode',
    'penalty',
    'pillars',
    'provenance',
    'provisional',
    'sectorZ',
    'stock',
    'value',
    'weighted',
  ]),
  'Score.classification': { access: 'INHERIT', freshness: 'INHERIT', cost: CLASSIFICATION, reads: 1 },
  ...inherited('Classification', ['basicIndustry', 'countsBackwards', 'from', 'industry', 'sector']),
  'Score.percentile': RANKED,
  'Score.rank': RANKED,
  'Score.rankOf': RANKED,
  'Score.guardrails': ofSize(6),
  'Score.previous': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    cost: 1,
    work: PRICES.scoreRow,
    reads: 'CHAIN',
  },

  ...inherited('Pillars', [
    'fundamentals',
    'ownership',
    'quality',
    'relativeStrength',
    'sectorMomentum',
    'technicals',
  ]),
  'Pillars.all': ofSize(6),
  ...inherited('Pillar', ['contribution', 'name', 'score', 'weight']),
  'Pillar.components': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    size: mostComponents,
    work: EXPLAINED,
    isCounted: true,
  },
  ...inherited('Component', [
    'alpha',
    'imputed',
    'name',
    'ofMarket',
    'ofSector',
    'points',
    'rank',
    'rankOf',
    'raw',
    'scoredBy',
    'sectorCount',
    'sectorMedian',
    'sectorStdev',
    'sigma',
    'state',
    'value',
    'weight',
    'z',
  ]),

  ...inherited('Confidence', ['coverage', 'freshness', 'imputedFraction', 'sourcePenalty', 'value']),
  ...inherited(
    'GuardrailStep',
    ['bandAfter', 'bandBefore', 'fired', 'guardrail', 'observed', 'scoreAfter', 'scoreBefore', 'threshold'],
    { reason: 200 },
  ),

  ...inherited('Penalty', ['beforeCap', 'cap', 'total']),
  'Penalty.parts': ofSize(5),
  ...inherited('PenaltyPart', ['kind', 'observed', 'points', 'threshold']),
  // Of the five parts, the event window reads the dates of its events.
  'PenaltyPart.reason': { access: 'INHERIT', freshness: 'INHERIT', cost: 0.4, reads: 1, bytes: 200 },

  ...inherited('Provenance', ['codeVersion', 'computedAt', 'methodName', 'run', 'sessionQuorum'], {
    inputsHash: 66,
    methodHash: 66,
  }),
  'Provenance.differences': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    work: COMPARED,
    bytes: 600,
    isCounted: true,
  },
  // Runs of former versions did not keep it, and are computed again.
  'Provenance.marketReturn': { access: 'INHERIT', freshness: 'INHERIT', work: EXPLAINED, isCounted: true },
  'Provenance.reproduced': { access: 'INHERIT', freshness: 'INHERIT', work: COMPARED, isCounted: true },
};

import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';
import { VALIDATION_WORK } from './validationLoaders.js';

const ofSize = (size: number): Policies[string] => ({ access: 'INHERIT', freshness: 'INHERIT', size });

/** Years that a store may have. */
const YEARS = 30;
/** Sector groups that a sector file may have. */
const SECTORS = 60;

export const VALIDATION_POLICIES: Policies = {
  'Method.validation': {
    access: 'INHERIT',
    freshness: 'COMMIT',
    cost: 1,
    work: VALIDATION_WORK,
    reads: 1,
  },
  'Method.verdict': { access: 'INHERIT', freshness: 'COMMIT', cost: 1, reads: 1 },
  ...inherited('Verdict', ['evidence'], { sentence: 600 }),
  ...inherited(
    'Validation',
    [
      'buyMinusAvoid',
      'computedAt',
      'deciles',
      'flipsPerYear',
      'from',
      'horizon',
      'mode',
      'notScored',
      'sessions',
      'to',
      'universe',
      'window',
    ],
    { inputsHash: 66, methodName: 100 },
  ),
  'Validation.ics': ofSize(9),
  'Validation.bands': ofSize(4),
  // Each band to each, after 1 and 20 sessions.
  'Validation.transitions': ofSize(32),
  'Validation.spells': ofSize(4),
  'Validation.autocorrelation': ofSize(27),
  // Six guardrails, five parts of the penalty, and capped BUYs.
  'Validation.rules': ofSize(12),
  'Validation.benchmarks': ofSize(3),
  'Validation.sectors': ofSize(SECTORS),
  ...inherited('Estimate', ['lower', 'mean', 'upper']),
  ...inherited('InformationCoefficient', [
    'figure',
    'ic',
    'neutral',
    'neutralT',
    'neweyWestT',
    'positiveShare',
    'sd',
    'separateMean',
    'separateN',
    'separateT',
    'sessions',
  ]),
  'InformationCoefficient.byYear': ofSize(YEARS),
  ...inherited('YearIc', ['ic', 'sessions', 'year']),
  ...inherited('SectorIc', ['ic', 'neweyWestT', 'sector', 'sessions']),
  ...inherited('Deciles', ['falls', 'monotonic', 'sessions', 'spread', 'spreadT']),
  'Deciles.deciles': ofSize(10),
  ...inherited('Decile', ['decile', 'excess']),
  ...inherited('BandOutcome', [
    'band',
    'excess',
    'hitRate',
    'n',
    'overIndex',
    'overIndexHitRate',
    'overIndexN',
    'share',
  ]),
  ...inherited('BandTransition', ['after', 'from', 'share', 'to']),
  ...inherited('BandSpells', ['band', 'mean', 'median', 'n']),
  ...inherited('Autocorrelation', ['figure', 'sessions', 'value']),
  ...inherited('RuleOutcome', [
    'cappedBuys',
    'difference',
    'guardrail',
    'movedVsKept',
    'n',
    'nOther',
    'penalty',
    'share',
  ]),
  ...inherited('BenchmarkIc', ['difference', 'ic', 'name']),
};

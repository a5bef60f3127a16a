import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** Positions of a model as it usually is. */
const POSITIONS = 50;
/** Portfolios of a model as it usually is. */
const PORTFOLIOS = 10;
/** To make a model from the scores of a thousand stocks. */
const MADE = 500;

/** It returns what it changed. */
const CHANGE: FieldPolicy = {
  access: ['PORTFOLIOS_READ', 'PORTFOLIOS_WRITE'],
  freshness: 'VOLATILE',
  cost: 200,
};
/** The targets tell of the scores. */
const FROM_SCORES: FieldPolicy = {
  ...CHANGE,
  access: ['PORTFOLIOS_READ', 'PORTFOLIOS_WRITE', 'SCORES_READ'],
  work: MADE,
};

const ofSize = (size: number): FieldPolicy => ({ access: 'INHERIT', freshness: 'INHERIT', size });

export const MODEL_POLICIES: Policies = {
  'Query.models': {
    access: 'PORTFOLIOS_READ',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: (visit) => rowsOfPage(visit) * POSITIONS,
    reads: 1,
  },
  'Query.model': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE', cost: POSITIONS, reads: 1 },
  'Mutation.createModel': CHANGE,
  'Mutation.createModelFromScores': FROM_SCORES,
  'Mutation.updateModel': CHANGE,
  'Mutation.updateModelFromScores': FROM_SCORES,
  'Mutation.refreshModel': FROM_SCORES,
  'Mutation.deleteModel': CHANGE,
  ...connectionPolicies('Model', { cost: 1, reads: 1 }),
  ...inherited(
    'Model',
    [
      'cashTarget',
      'createdAt',
      'fromScores',
      'id',
      'kind',
      'lastRebalancedAt',
      'neverBuyMode',
      'outside',
      'owner',
      'updatedAt',
      'version',
    ],
    { name: 60, neverBuy: 50 },
  ),
  'Model.positions': ofSize(POSITIONS),
  // They are read with the model; those of a list, and of one that was found by `node`, by one more statement.
  'Model.portfolios': { ...ofSize(PORTFOLIOS), cost: PORTFOLIOS },
  'Model.scoresOf': { access: 'SCORES_READ', freshness: 'INHERIT' },
  'Model.refresh': { access: 'SCORES_READ', freshness: 'INHERIT', size: POSITIONS / 5, work: MADE },
  ...inherited('ModelPosition', ['highDrift', 'lowDrift', 'stock', 'target']),
  // The book is mostly in memory.
  'ModelPosition.score': { access: 'SCORES_READ', freshness: 'INHERIT' },
  ...inherited(
    'FromScores',
    [
      'highDrift',
      'invest',
      'lowDrift',
      'maxWeight',
      'minBand',
      'mode',
      'on',
      'sectorCap',
      'topN',
      'weighting',
    ],
    { method: 40 },
  ),
  ...inherited('SavedModel', ['model']),
  'SavedModel.dropped': ofSize(POSITIONS / 5),
  ...inherited('ModelChange', ['newTarget', 'stock', 'target']),
};

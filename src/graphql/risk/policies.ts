import { SUMMARY_SIZE } from '../../books/risk/riskSummary.js';
import { RISK_LEVELS, RISK_PARTS } from '../../risk/names.js';
import { GUARDRAILS } from '../../scoring/names.js';
import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';
import { SeverityEnum } from '../severityEnum.js';
import { riskScreenWork } from './riskScreenWork.js';

/** The run of a risk; it is read where it is not a current one of scores. */
const RUN = 1;
/** Units of mapping what was observed of a stock, which its parts and its factors share. */
const ASSESSED = 0.5;
/** Units of summing up a day of 2,000 stocks. */
const SUMMARY = 10;
/** Sector groups of a sector file, with that of stocks without one. */
const MOST_SECTORS = 40;
/** A reason with a day beyond 20 % or two, and a sentence that has such a reason. */
const REASON_BYTES = 200;

const ofSize = (size: number): FieldPolicy => ({ access: 'INHERIT', freshness: 'INHERIT', size });

export const RISK_POLICIES: Policies = {
  'Query.risks': {
    access: 'RISK_READ',
    freshness: 'DAY',
    work: ({ args }) => riskScreenWork(args['filter']),
    reads: 'RISKS',
  },
  'Query.riskDashboard': { access: 'RISK_READ', freshness: 'DAY', work: SUMMARY, reads: 'RISKS' },
  'Query.riskMethod': { access: 'RISK_READ', freshness: 'TODAY' },
  'Stock.risk': { access: 'RISK_READ', freshness: 'DAY', reads: 'RISKS' },
  'Stock.risks': {
    access: 'RISK_READ',
    freshness: 'UP_TO_DAY',
    cost: rowsOfPage,
    work: (visit) => rowsOfPage(visit) * PRICES.scoreRow,
    reads: 1,
  },
  ...connectionPolicies('Risk', { cost: 1, reads: 1 }),

  // `stock` inherits, since a risk says nothing without the name of its stock.
  ...inherited('Risk', ['date', 'id', 'judged', 'level', 'lower', 'methodName', 'stock', 'upper', 'value'], {
    methodHash: 66,
  }),
  'Risk.parts': { ...ofSize(RISK_PARTS.length), work: ASSESSED },
  'Risk.factors': { ...ofSize(RISK_PARTS.length), work: ASSESSED },
  'Risk.previous': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    cost: 1,
    work: PRICES.scoreRow,
    reads: 'CHAIN',
  },
  'Risk.run': { access: 'INHERIT', freshness: 'INHERIT', cost: RUN, reads: 1 },
  'Risk.evidence': {
    access: ['RISK_READ', 'SCORES_READ'],
    freshness: 'INHERIT',
    cost: 1 + RUN,
    work: PRICES.scoreRow,
    reads: 1,
  },
  ...inherited(
    'RiskPart',
    [
      'counted',
      'kind',
      'lower',
      'observations',
      'raw',
      'rawLower',
      'rawUpper',
      'status',
      'unit',
      'upper',
      'value',
      'weight',
    ],
    { reason: REASON_BYTES },
  ),
  ...inherited('RiskFactor', ['contribution', 'kind'], { sentence: REASON_BYTES }),
  ...inherited('RiskEvidence', ['penalty']),
  'RiskEvidence.fired': ofSize(GUARDRAILS.length),
  ...inherited('RiskMethod', ['name'], { document: 8_192, hash: 66 }),

  ...inherited('RiskDashboard', ['date', 'missing', 'thin']),
  'RiskDashboard.levels': ofSize(RISK_LEVELS.length),
  'RiskDashboard.riskiest': ofSize(SUMMARY_SIZE),
  'RiskDashboard.rises': ofSize(SUMMARY_SIZE),
  'RiskDashboard.sectors': ofSize(MOST_SECTORS),
  // Alerts are acknowledged and resolved without a commit of scores.
  'RiskDashboard.openAlerts': {
    access: 'INHERIT',
    isOwned: true,
    freshness: 'VOLATILE',
    size: Object.keys(SeverityEnum).length,
    cost: Object.keys(SeverityEnum).length,
    reads: 1,
  },
  ...inherited('RiskLevelCount', ['count', 'level']),
  ...inherited('RiskRise', ['change', 'risk', 'since']),
  ...inherited('SectorRisk', ['median', 'sector', 'stocks']),
  ...inherited('AlertCount', ['count', 'severity']),
};

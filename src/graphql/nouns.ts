import { actionNoun } from './action/index.js';
import { alertNoun } from './alert/index.js';
import { alertEventNoun } from './alertEvent/index.js';
import { alertRuleNoun } from './alertRule/index.js';
import { analysisNoun } from './analysis/index.js';
import { apiKeyNoun } from './apiKey/index.js';
import { auditNoun } from './audit/index.js';
import { backfillNoun } from './backfill/index.js';
import { backtestNoun } from './backtest/index.js';
import { bandNoun } from './band/index.js';
import { barNoun } from './bar/index.js';
import { calendarNoun } from './calendar/index.js';
import { callerNoun } from './caller/index.js';
import { correctionNoun } from './correction/index.js';
import { documentNoun } from './document/index.js';
import { exchangeSessionNoun } from './exchangeSessions/index.js';
import { exportNoun } from './export/index.js';
import { featuresNoun } from './features/index.js';
import { federationNoun } from './federation/index.js';
import { feedNoun } from './feed/index.js';
import { filingNoun } from './filing/index.js';
import { flagNoun } from './flag/index.js';
import { fundamentalsNoun } from './fundamentals/index.js';
import { healthNoun } from './health/index.js';
import { importNoun } from './import/index.js';
import { insightNoun } from './insight/index.js';
import { jobNoun } from './job/index.js';
import { liveLogNoun } from './liveLog/index.js';
import { intelligenceNoun } from './intelligence/index.js';
import { indexNoun } from './marketIndex/index.js';
import { methodNoun } from './method/index.js';
import { metricNoun } from './metric/index.js';
import { modelNoun } from './model/index.js';
import { notScoredNoun } from './notScored/index.js';
import type { Noun } from './noun.js';
import { peerNoun } from './peer/index.js';
import { portfolioNoun } from './portfolio/index.js';
import { profileNoun } from './profile/index.js';
import { rebalanceNoun } from './rebalance/index.js';
import { qualityNoun } from './quality/index.js';
import { recordBarsNoun } from './recordBars/index.js';
import { relayNoun } from './relay/index.js';
import { reportNoun } from './report/index.js';
import { riskNoun } from './risk/index.js';
import { runNoun } from './run/index.js';
import { scoreNoun } from './score/index.js';
import { scoreEventNoun } from './scoreEvent/index.js';
import { scoreChangeNoun } from './scoreChange/index.js';
import { searchNoun } from './search/index.js';
import { sectorNoun } from './sector/index.js';
import { sessionNoun } from './session/index.js';
import { shareholdingNoun } from './shareholding/index.js';
import { signInNoun } from './signIn/index.js';
import { statementNoun } from './statement/index.js';
import { stockNoun } from './stock/index.js';
import { stockEventNoun } from './stockEvent/index.js';
import { suggestedMetricNoun } from './suggestedMetric/index.js';
import { usageNoun } from './usage/index.js';
import { userNoun } from './user/index.js';
import { validationNoun } from './validation/index.js';
import { warehouseNoun } from './warehouse/index.js';
import { watchlistNoun } from './watchlist/index.js';
import { webhookNoun } from './webhook/index.js';
import { whatIfNoun } from './whatIf/index.js';
import { withdrawFactsNoun } from './withdrawFacts/index.js';

/** The nouns that the schema is built from. */
export const NOUNS: readonly Noun[] = [
  relayNoun,
  stockNoun,
  scoreNoun,
  scoreChangeNoun,
  riskNoun,
  sectorNoun,
  runNoun,
  insightNoun,
  peerNoun,
  healthNoun,
  analysisNoun,
  bandNoun,
  methodNoun,
  validationNoun,
  recordBarsNoun,
  withdrawFactsNoun,
  barNoun,
  featuresNoun,
  exchangeSessionNoun,
  fundamentalsNoun,
  shareholdingNoun,
  correctionNoun,
  actionNoun,
  statementNoun,
  metricNoun,
  stockEventNoun,
  filingNoun,
  documentNoun,
  searchNoun,
  suggestedMetricNoun,
  profileNoun,
  watchlistNoun,
  intelligenceNoun,
  notScoredNoun,
  qualityNoun,
  flagNoun,
  indexNoun,
  calendarNoun,
  importNoun,
  warehouseNoun,
  usageNoun,
  jobNoun,
  feedNoun,
  backfillNoun,
  scoreEventNoun,
  liveLogNoun,
  alertRuleNoun,
  alertNoun,
  alertEventNoun,
  webhookNoun,
  modelNoun,
  portfolioNoun,
  rebalanceNoun,
  whatIfNoun,
  backtestNoun,
  callerNoun,
  userNoun,
  apiKeyNoun,
  sessionNoun,
  auditNoun,
  exportNoun,
  reportNoun,
  signInNoun,
  federationNoun,
];

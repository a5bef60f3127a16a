import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  type GraphQLField,
} from 'graphql';
import { SCOPES, type Scope } from '../../src/access/scopes.js';
import { policyOf, type FieldPolicy } from '../../src/graphql/fieldPolicy.js';
import type { FieldVisit } from '../../src/graphql/limits/fieldVisit.js';
import { nodesOf } from '../../src/graphql/relay/applyNodes.js';
import { NOUNS } from '../../src/graphql/nouns.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { RISK_LEVELS, RISK_PARTS } from '../../src/risk/names.js';
import { componentsOf } from '../../src/scoring/explain.js';
import { BANDS, GUARDRAILS, PENALTIES, type PillarName } from '../../src/scoring/names.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { DAY } from '../support/days/day.js';
import { V10, V11, V20 } from '../support/days/section.js';

interface Place {
  readonly coordinate: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly policy: FieldPolicy | undefined;
}

const schema = buildGreyoakSchema();
const places: readonly Place[] = Object.values(schema.getTypeMap()).flatMap((type) =>
  !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type))
    ? Object.values(type.getFields()).map((field) => ({
        coordinate: `${type.name}.${field.name}`,
        field,
        policy: policyOf(field),
      }))
    : [],
);
const policies = new Map(places.map(({ coordinate, policy }) => [coordinate, policy]));
const coordinatesWith = (holds: (policy: FieldPolicy) => boolean): string[] =>
  places.filter(({ policy }) => policy !== undefined && holds(policy)).map(({ coordinate }) => coordinate);
const isRoot = (coordinate: string): boolean => /^(Query|Mutation|Subscription)\./.test(coordinate);

describe('policies', () => {
  test('let a node be found by its id with a scope that fields which return it need, and with no other', () => {
    const unlike = NOUNS.flatMap((noun) => noun.nodes ?? []).filter(({ type, access }) => {
      const needs = places
        .filter(({ field }) => [type, `${type}Connection`].includes(getNamedType(field.type).name))
        .flatMap(({ policy }) => policy?.access ?? [])
        .filter((scope) => scope !== 'INHERIT' && scope !== 'PUBLIC');
      return needs.length > 0 && !needs.includes(access);
    });
    expect(unlike.map(({ type, access }) => `${type} ${access}`)).toEqual([]);
  });

  test('are there for every field of the schema, and for no other', () => {
    expect(places.length).toBeGreaterThan(200);
    expect(places.filter(({ policy }) => policy === undefined)).toEqual([]);
    const named = NOUNS.flatMap((noun) => Object.keys(noun.policies));
    expect(named.sort()).toEqual(places.map(({ coordinate }) => coordinate).sort());
  });

  test('give every list of objects a size, and nothing else', () => {
    const lists = places.filter(
      ({ field }) => isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type)),
    );
    expect(coordinatesWith(({ size }) => size !== undefined)).toEqual(
      lists.map(({ coordinate }) => coordinate),
    );
  });

  test('know the page of every connection: its field has first, with a default', () => {
    const makers = places.filter(({ field }) => getNamedType(field.type).name.endsWith('Connection'));
    const pages = makers.map(({ coordinate, field }) => [
      coordinate,
      field.args.find(({ name }) => name === 'first')?.defaultValue,
    ]);
    expect(Object.fromEntries(pages)).toEqual({
      'Query.stocks': 50,
      'Query.auditLog': 50,
      'Query.exports': 20,
      'Query.reports': 20,
      'Query.risks': 50,
      'Query.runs': 20,
      'Stock.risks': 100,
      'Stock.scores': 100,
      'Stock.bars': 260,
      'Stock.corrections': 50,
      'Index.bars': 260,
      'Import.flagged': 50,
      'Import.refusals': 50,
      'Query.imports': 20,
      'Query.backfills': 20,
      'Query.backtests': 20,
      'Query.intelligence': 20,
      'Stock.intelligence': 20,
      'Query.jobs': 50,
      'Stock.statements': 100,
      'Stock.metrics': 100,
      'Stock.filings': 20,
      'Stock.documents': 20,
      'Document.chunks': 20,
      'Query.alertRules': 50,
      'Query.alerts': 50,
      'Query.webhooks': 50,
      'Query.models': 50,
      'Query.portfolios': 50,
      'Portfolio.journal': 50,
      'Portfolio.rebalances': 10,
      'Query.rebalances': 10,
      'Query.apiKeys': 50,
      'Query.users': 50,
    });
    // Where it is null, WhatIf.stocks is as long as where it is left out.
    const input = schema.getType('WhatIfInput');
    expect(isInputObjectType(input) && input.getFields()['first'].defaultValue).toBe(50);
  });

  test.each<[string, number]>([
    ['Penalty.parts', PENALTIES.length],
    ['Score.guardrails', GUARDRAILS.length],
    // ILLIQUIDITY has one for each mode.
    ['Method.guardrailThresholds', GUARDRAILS.length + 1],
    ['Method.bandThresholds', BANDS.length],
    ['Query.bands', BANDS.length],
    ['Risk.parts', RISK_PARTS.length],
    ['Risk.factors', RISK_PARTS.length],
    ['RiskDashboard.levels', RISK_LEVELS.length],
    ['RiskEvidence.fired', GUARDRAILS.length],
    ['WhatIf.bands', BANDS.length],
  ])('have the sizes of the method: %s', (coordinate, size) => {
    expect(policies.get(coordinate)?.size).toBe(size);
  });

  test('have room for the components of each pillar, and of all six', () => {
    const listed = (pillar: PillarName) =>
      Math.max(
        ...[V10, V11, V20].flatMap((method) => {
          const day = scoreDay(DAY.section, method);
          return DAY.section.tickers.map((_, stock) => componentsOf(day, pillar, stock).length);
        }),
      );
    const most = {
      'Pillars.fundamentals': listed('F'),
      'Pillars.technicals': listed('T'),
      'Pillars.relativeStrength': listed('R'),
      'Pillars.ownership': listed('O'),
      'Pillars.quality': listed('Q'),
      'Pillars.sectorMomentum': listed('S'),
    };
    const size = policies.get('Pillar.components')?.size;
    if (typeof size !== 'function') throw new Error('expected a size that depends on the pillar');
    const sizeWithin = (coordinate: string) => size({ parent: { coordinate } } as FieldVisit);
    expect(Object.fromEntries(Object.keys(most).map((key) => [key, sizeWithin(key)]))).toEqual(most);
    const all = Object.values(most).reduce((sum, count) => sum + count);
    expect(6 * sizeWithin('Pillars.all')).toBeCloseTo(all, 9);
  });
});

describe('access', () => {
  const scopesOf = (policy: FieldPolicy | undefined): readonly Scope[] =>
    SCOPES.filter((scope) => [policy?.access].flat().includes(scope));

  test('of each root field is a scope, or several, or that of what its ids are of, or is public for a reason', () => {
    const roots = places.filter(({ coordinate }) => isRoot(coordinate));
    expect(
      Object.fromEntries(roots.map(({ coordinate, policy }) => [coordinate, scopesOf(policy).join(' ')])),
    ).toEqual({
      // By the kinds of their ids.
      'Query._entities': '',
      // Public, as introspection is.
      'Query._service': '',
      'Query.alertRules': 'RISK_READ',
      'Query.alerts': 'RISK_READ',
      'Query.webhooks': 'ALERTS_WRITE',
      // By the log.
      'Query.cursorOf': '',
      'Query.analysis': 'COMPANIES_READ',
      'Query.apiKeys': 'OWN_ACCOUNT',
      'Query.auditLog': 'AUDIT_READ',
      'Query.bands': 'SCORES_READ',
      'Query.calendar': 'MARKET_READ',
      'Query.document': 'COMPANIES_READ',
      'Query.searchDocuments': 'COMPANIES_READ',
      'Query.exports': 'EXPORTS_WRITE',
      'Query.report': 'REPORTS_WRITE',
      'Query.reports': 'REPORTS_WRITE',
      'Query.imports': 'OPERATIONS_READ',
      'Query.backfills': 'OPERATIONS_READ',
      'Query.backtests': 'WHAT_IF',
      'Query.feeds': 'OPERATIONS_READ',
      'Query.jobs': 'OPERATIONS_READ',
      'Query.index': 'MARKET_READ',
      'Query.intelligence': 'COMPANIES_READ',
      'Query.indices': 'MARKET_READ',
      'Query.warehouseStatus': 'OPERATIONS_READ',
      'Query.usage': 'OPERATIONS_READ',
      'Query.latestCursor': 'SCORES_READ',
      // Public, so that each caller can learn what it may do.
      'Query.me': '',
      'Query.permissions': '',
      'Query.method': 'SCORES_READ',
      'Query.methods': 'SCORES_READ',
      'Query.node': '',
      'Query.nodes': '',
      'Query.peerAnalysis': 'COMPANIES_READ',
      'Query.sectorsOverview': 'COMPANIES_READ',
      'Query.topCompanies': 'SCORES_READ COMPANIES_READ',
      'Query.riskDashboard': 'RISK_READ',
      'Query.riskMethod': 'RISK_READ',
      'Query.risks': 'RISK_READ',
      'Query.runs': 'SCORES_READ',
      'Query.sectors': 'MARKET_READ',
      'Query.sessions': 'MARKET_READ',
      'Query.stock': 'MARKET_READ',
      'Query.stocks': 'SCORES_READ MARKET_READ',
      'Query.users': 'USERS_ADMIN',
      'Query.model': 'PORTFOLIOS_READ',
      'Query.models': 'PORTFOLIOS_READ',
      'Query.portfolio': 'PORTFOLIOS_READ',
      'Query.portfolios': 'PORTFOLIOS_READ',
      'Query.previewRebalance': 'PORTFOLIOS_READ PORTFOLIOS_REBALANCE',
      'Query.rebalances': 'PORTFOLIOS_READ',
      'Query.watchlist': 'MARKET_READ OWN_ACCOUNT',
      'Query.whatIf': 'WHAT_IF',
      'Mutation.createModel': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.createModelFromScores': 'SCORES_READ PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.updateModel': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.updateModelFromScores': 'SCORES_READ PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.refreshModel': 'SCORES_READ PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.deleteModel': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.createPortfolio': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.updatePortfolio': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.deletePortfolio': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.setHoldings': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.attachPortfolio': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.recordJournal': 'PORTFOLIOS_READ PORTFOLIOS_WRITE',
      'Mutation.rebalancePortfolio': 'PORTFOLIOS_READ PORTFOLIOS_REBALANCE',
      'Mutation.rebalanceModel': 'PORTFOLIOS_READ PORTFOLIOS_REBALANCE',
      'Mutation.confirmRebalance': 'PORTFOLIOS_READ PORTFOLIOS_REBALANCE',
      'Mutation.cancelRebalance': 'PORTFOLIOS_READ PORTFOLIOS_REBALANCE',
      'Mutation.deleteRebalance': 'PORTFOLIOS_READ PORTFOLIOS_REBALANCE',
      'Mutation.acknowledgeAlert': 'RISK_READ ALERTS_WRITE',
      'Mutation.resolveAlert': 'RISK_READ ALERTS_WRITE',
      'Mutation.createAlertRule': 'RISK_READ ALERTS_WRITE',
      'Mutation.updateAlertRule': 'RISK_READ ALERTS_WRITE',
      'Mutation.deleteAlertRule': 'RISK_READ ALERTS_WRITE',
      'Mutation.createWebhook': 'ALERTS_WRITE',
      'Mutation.resumeWebhook': 'ALERTS_WRITE',
      'Mutation.deleteWebhook': 'ALERTS_WRITE',
      'Mutation.cancelBackfill': 'OPERATIONS_WRITE',
      'Mutation.cancelJob': 'OPERATIONS_WRITE',
      'Mutation.retryBackfill': 'OPERATIONS_WRITE',
      'Mutation.runFeed': 'OPERATIONS_WRITE',
      'Mutation.setFeedPaused': 'OPERATIONS_WRITE',
      'Mutation.startBackfill': 'OPERATIONS_WRITE',
      'Mutation.startBacktest': 'WHAT_IF',
      'Mutation.changePassword': 'OWN_ACCOUNT',
      'Mutation.createApiKey': 'OWN_ACCOUNT',
      'Mutation.createExport': 'SCORES_READ MARKET_READ EXPORTS_WRITE',
      'Mutation.createReport': 'SCORES_READ MARKET_READ RISK_READ COMPANIES_READ REPORTS_WRITE',
      'Mutation.createUser': 'USERS_ADMIN',
      'Mutation.deleteDocument': 'COMPANIES_READ COMPANIES_WRITE',
      'Mutation.reprocessDocument': 'COMPANIES_READ COMPANIES_WRITE',
      'Mutation.deleteReport': 'REPORTS_WRITE',
      'Mutation.deleteUser': 'USERS_ADMIN',
      'Mutation.deleteMyAccount': 'OWN_ACCOUNT',
      'Mutation.endSession': 'OWN_ACCOUNT',
      'Mutation.recordBars': 'MARKET_WRITE',
      'Mutation.recordMetrics': 'MARKET_WRITE',
      'Mutation.recordIntelligence': 'COMPANIES_READ COMPANIES_WRITE',
      'Mutation.refreshSession': '',
      'Mutation.rescore': 'RUNS_WRITE',
      'Mutation.resetPassword': 'USERS_ADMIN',
      'Mutation.retryJob': 'OPERATIONS_WRITE',
      'Mutation.revokeApiKey': 'OWN_ACCOUNT',
      // Public, so that a key can rotate itself; test/graphql/apiKeys.database.test.ts has who else cannot.
      'Mutation.rotateApiKey': '',
      // Public, so that one can sign in; docs/users.md has their own checks.
      'Mutation.setPassword': '',
      'Mutation.signIn': '',
      'Mutation.signOut': '',
      'Mutation.setWatchlist': 'MARKET_READ OWN_ACCOUNT',
      'Mutation.updateApiKey': 'OWN_ACCOUNT',
      'Mutation.updateMe': 'OWN_ACCOUNT',
      'Mutation.updateUser': 'USERS_ADMIN',
      'Mutation.withdrawFacts': 'MARKET_WRITE',
      'Subscription.alertRaised': 'RISK_READ',
      'Subscription.backfillProgress': 'OPERATIONS_READ',
      'Subscription.backtestProgress': 'WHAT_IF',
      'Subscription.documentProcessed': 'COMPANIES_READ',
      'Subscription.rebalanceProgress': 'PORTFOLIOS_READ',
      'Subscription.reportProgress': 'REPORTS_WRITE',
      'Subscription.runProgress': 'SCORES_READ',
      'Subscription.scoreChanged': 'SCORES_READ',
    });
  });

  test('is public where the schema is shown', () => {
    expect(coordinatesWith(({ showsSchema }) => showsSchema === true)).toEqual(['Query._service']);
  });

  test('of what is found by ids is the scope of each kind', () => {
    expect(coordinatesWith(({ kinds }) => kinds !== undefined)).toEqual([
      'Query._entities',
      'Query.node',
      'Query.nodes',
    ]);
    expect(Object.fromEntries(nodesOf(schema).map(({ access, type }) => [type, access]))).toEqual({
      Alert: 'RISK_READ',
      AlertRule: 'RISK_READ',
      ApiKey: 'OWN_ACCOUNT',
      AuditEntry: 'AUDIT_READ',
      Backfill: 'OPERATIONS_READ',
      Backtest: 'WHAT_IF',
      Chunk: 'COMPANIES_READ',
      Document: 'COMPANIES_READ',
      Export: 'EXPORTS_WRITE',
      Filing: 'COMPANIES_READ',
      Import: 'OPERATIONS_READ',
      IntelligenceItem: 'COMPANIES_READ',
      Job: 'OPERATIONS_READ',
      JournalEntry: 'PORTFOLIOS_READ',
      Model: 'PORTFOLIOS_READ',
      Portfolio: 'PORTFOLIOS_READ',
      Rebalance: 'PORTFOLIOS_READ',
      Report: 'REPORTS_WRITE',
      Risk: 'RISK_READ',
      Run: 'SCORES_READ',
      Score: 'SCORES_READ',
      Sector: 'MARKET_READ',
      Session: 'OWN_ACCOUNT',
      Stock: 'MARKET_READ',
      User: 'OWN_ACCOUNT',
      Webhook: 'ALERTS_WRITE',
    });
  });

  test('of the facts about a stock is a scope of their own', () => {
    const own = places.filter(
      ({ coordinate, policy }) => !isRoot(coordinate) && policy?.access !== 'INHERIT',
    );
    expect(
      Object.fromEntries(own.map(({ coordinate, policy }) => [coordinate, scopesOf(policy).join(' ')])),
    ).toEqual({
      'Alert.portfolio': 'PORTFOLIOS_READ',
      'AlertRule.portfolio': 'PORTFOLIOS_READ',
      'AlertRule.webhooks': 'ALERTS_WRITE',
      'Correction.batch': 'OPERATIONS_READ',
      'Document.stock': 'MARKET_READ',
      'IntelligenceItem.stocks': 'MARKET_READ',
      'Model.refresh': 'SCORES_READ',
      'Model.scoresOf': 'SCORES_READ',
      'ModelPosition.score': 'SCORES_READ',
      'PortfolioRisk.meanRisk': 'RISK_READ',
      'PortfolioRisk.meanScore': 'SCORES_READ',
      'Profile.watched': 'OWN_ACCOUNT',
      'Risk.evidence': 'SCORES_READ RISK_READ',
      'Sector.momentum': 'MARKET_READ',
      'StockEdge.score': 'SCORES_READ',
      'Stock.actions': 'MARKET_READ',
      'Stock.bars': 'MARKET_READ',
      'Stock.corrections': 'MARKET_READ',
      'Stock.dataQuality': 'MARKET_READ',
      'Stock.events': 'MARKET_READ',
      'Stock.gaps': 'MARKET_READ',
      'Stock.intelligence': 'COMPANIES_READ',
      'Stock.notScored': 'SCORES_READ',
      'Stock.statements': 'MARKET_READ',
      'Stock.metrics': 'COMPANIES_READ',
      'Stock.filings': 'COMPANIES_READ',
      'Stock.documents': 'COMPANIES_READ',
      'Stock.suggestedMetrics': 'COMPANIES_READ',
      'Stock.health': 'COMPANIES_READ',
      'Stock.features': 'MARKET_READ',
      'Stock.profile': 'COMPANIES_READ',
      'Stock.fundamentals': 'MARKET_READ',
      'Stock.risk': 'RISK_READ',
      'PeerPosition.score': 'SCORES_READ',
      'SectorOverview.medianRisk': 'RISK_READ',
      'SectorOverview.medianScore': 'SCORES_READ',
      'Stock.peers': 'COMPANIES_READ',
      'Stock.risks': 'RISK_READ',
      'Stock.score': 'SCORES_READ',
      'Stock.scores': 'SCORES_READ',
      'Stock.sector': 'MARKET_READ',
      'Stock.tickers': 'MARKET_READ',
      'Stock.shareholding': 'MARKET_READ',
      'User.apiKeys': 'OWN_ACCOUNT',
      'User.sessions': 'OWN_ACCOUNT',
      'WhatIfStock.base': 'SCORES_READ',
      'WhatIfStock.change': 'SCORES_READ',
    });
  });
});

describe('freshness', () => {
  test('is volatile where an answer changes without a commit', () => {
    expect(coordinatesWith(({ freshness }) => freshness === 'VOLATILE').sort()).toEqual([
      'Alert.portfolio',
      'AlertRule.portfolio',
      'AlertRule.webhooks',
      'Caller.apiKey',
      'Caller.user',
      'Filing.documents',
      'Mutation.acknowledgeAlert',
      'Mutation.attachPortfolio',
      'Mutation.cancelBackfill',
      'Mutation.cancelJob',
      'Mutation.cancelRebalance',
      'Mutation.changePassword',
      'Mutation.confirmRebalance',
      'Mutation.createAlertRule',
      'Mutation.createApiKey',
      'Mutation.createExport',
      'Mutation.createModel',
      'Mutation.createModelFromScores',
      'Mutation.createPortfolio',
      'Mutation.createReport',
      'Mutation.createUser',
      'Mutation.createWebhook',
      'Mutation.deleteAlertRule',
      'Mutation.deleteDocument',
      'Mutation.deleteModel',
      'Mutation.deleteMyAccount',
      'Mutation.deletePortfolio',
      'Mutation.deleteRebalance',
      'Mutation.deleteReport',
      'Mutation.deleteUser',
      'Mutation.deleteWebhook',
      'Mutation.endSession',
      'Mutation.rebalanceModel',
      'Mutation.rebalancePortfolio',
      'Mutation.recordBars',
      'Mutation.recordIntelligence',
      'Mutation.recordJournal',
      'Mutation.recordMetrics',
      'Mutation.refreshModel',
      'Mutation.refreshSession',
      'Mutation.reprocessDocument',
      'Mutation.rescore',
      'Mutation.resetPassword',
      'Mutation.resolveAlert',
      'Mutation.resumeWebhook',
      'Mutation.retryBackfill',
      'Mutation.retryJob',
      'Mutation.revokeApiKey',
      'Mutation.rotateApiKey',
      'Mutation.runFeed',
      'Mutation.setFeedPaused',
      'Mutation.setHoldings',
      'Mutation.setPassword',
      'Mutation.setWatchlist',
      'Mutation.signIn',
      'Mutation.signOut',
      'Mutation.startBackfill',
      'Mutation.startBacktest',
      'Mutation.updateAlertRule',
      'Mutation.updateApiKey',
      'Mutation.updateMe',
      'Mutation.updateModel',
      'Mutation.updateModelFromScores',
      'Mutation.updatePortfolio',
      'Mutation.updateUser',
      'Mutation.withdrawFacts',
      'Person.id',
      'Person.name',
      'Portfolio.drift',
      'Portfolio.performance',
      'Portfolio.risk',
      'Portfolio.valuation',
      'Profile.watched',
      'Query.alertRules',
      'Query.alerts',
      'Query.apiKeys',
      'Query.auditLog',
      'Query.backfills',
      'Query.backtests',
      'Query.document',
      'Query.exports',
      'Query.feeds',
      'Query.imports',
      'Query.jobs',
      'Query.me',
      'Query.model',
      'Query.models',
      'Query.node',
      'Query.nodes',
      'Query.portfolio',
      'Query.portfolios',
      'Query.previewRebalance',
      'Query.rebalances',
      'Query.report',
      'Query.reports',
      'Query.runs',
      'Query.searchDocuments',
      'Query.usage',
      'Query.users',
      'Query.warehouseStatus',
      'Query.watchlist',
      'Query.webhooks',
      'RiskDashboard.openAlerts',
      'Stock.documents',
      'Stock.suggestedMetrics',
      'Subscription.alertRaised',
      'Subscription.backfillProgress',
      'Subscription.backtestProgress',
      'Subscription.documentProcessed',
      'Subscription.rebalanceProgress',
      'Subscription.reportProgress',
      'Subscription.runProgress',
      'Subscription.scoreChanged',
      'User.apiKeys',
      'User.sessions',
    ]);
  });

  test('of a day or up to a day stands where the argument is', () => {
    for (const { coordinate, field, policy } of places) {
      const names = field.args.flatMap(({ name, type }) => {
        const named = getNamedType(type);
        return isInputObjectType(named) ? Object.keys(named.getFields()) : name;
      });
      if (isRoot(coordinate) && !coordinate.startsWith('Query.')) continue;
      // Of an answer that is never kept, no argument tells how long it stays true.
      if (policy?.freshness === 'VOLATILE') continue;
      expect([coordinate, policy?.freshness === 'DAY']).toEqual([coordinate, names.includes('on')]);
      // Where a list is as of a day, `to` bounds what it lists.
      const isUpTo = names.includes('to') && !names.includes('on');
      expect([coordinate, policy?.freshness === 'UP_TO_DAY']).toEqual([coordinate, isUpTo]);
    }
  });
});

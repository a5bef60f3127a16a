import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  buildASTSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { describeWithShared } from '../support/shared.js';

/** Files that extend the contract. */
const PARTS = ['access.graphql'];

/** Arguments that all connections have in addition to those of the contract: Relay's, for pages from the end. */
const OF_CONNECTIONS = ['last: Int', 'before: String'];

/** Every name of a schema with its arguments, nullability and defaults, a line each. */
function linesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap(linesOfType);
}

function linesOfType(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `enum ${type.name} ${name}`);
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map(
      (field) =>
        `input ${type.name}.${field.name}: ${String(field.type)} = ${JSON.stringify(field.defaultValue)}`,
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [`scalar ${type.name}`];
  const interfaces = type.getInterfaces().map((one) => `${type.name} implements ${one.name}`);
  const fields = Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}: ${String(field.type)}`,
    ...field.args.map(
      (one) =>
        `${type.name}.${field.name}(${one.name}: ${String(one.type)} = ${JSON.stringify(one.defaultValue)})`,
    ),
  ]);
  return [...interfaces, ...fields];
}

/** Arguments that parts of the contract add in words to fields of the first file. */
const IN_WORDS = [
  'Query.stocks(include: StockInclude!',
  ...[
    ...['Stock.score', 'Stock.scores', 'Stock.features', 'Stock.fundamentals', 'Stock.notScored'],
    ...['Query.stocks', 'Query.bands', 'Query.method', 'Query.latestCursor', 'Sector.momentum'],
  ].map((field) => `${field}(method: String`),
  'Stock.bars(adjustedTo: Date',
  'Stock.bars(asRecorded: DateTime',
  'Stock.actions(asRecorded: DateTime',
  'Stock.fundamentals(asRecorded: DateTime',
  'Stock.shareholding(asRecorded: DateTime',
];

/** What these parts add for facts and risks, as patterns of lines. Their other fields are for later. */
const FACTS: Readonly<Record<string, readonly RegExp[]>> = {
  'risk.graphql': [
    /^enum (Risk\w+|Severity) /,
    /^Query\.(risks|riskDashboard|riskMethod)\b/,
    /^Stock\.risks?\b/,
    /^(Risk\w*|SectorRisk|AlertCount)[. ]/,
    /^input Risk\w+\./,
    /^Query\.(alertRules|alerts|webhooks)\b/,
    /^Mutation\.((create|update|delete)AlertRule|(acknowledge|resolve)Alert|(create|resume|delete)Webhook)\b/,
    /^Subscription\.alertRaised\b/,
    /^enum (AlertMetric|AlertChange|Comparator|AlertScope|AlertState) /,
    /^(AlertRule|Alert|AlertEvent|Webhook|IssuedWebhook|(AlertRule|Alert|Webhook)(Connection|Edge))[. ]/,
    /^input (AlertRuleInput|WebhookInput|AlertFilter)\./,
  ],
  'market.graphql': [
    /^enum (Dataset|GapCause|FlagKind|ImportStatus|Source) /,
    /^Stock\.(dataQuality|gaps|actions|events)\b/,
    /^Bar\.(source|recordedAt|flags)\b/,
    /^Query\.(warehouseStatus|imports|calendar|jobs|feeds|backfills)\b/,
    /^(DataQuality|FlagCount|Flag|Gap|CorporateAction|StockEvent|DatasetFreshness|WarehouseStatus)[. ]/,
    /^(AwaitedSession|DatasetStatus|Import|FlaggedRow\w*|CalendarDay|Import(Connection|Edge)|Refusal\w*)[. ]/,
    /^Mutation\.(retryJob|cancelJob|(start|retry|cancel)Backfill|runFeed|setFeedPaused)\b/,
    /^Subscription\.backfillProgress\b/,
    /^(Job|Backfill)(Connection|Edge)?[. ]/,
    /^(Feed|BackfillDay)[. ]/,
    /^input (ImportFilter|JobFilter|BackfillInput)\./,
  ],
  'facts.graphql': [
    /^Stock\.(statements|notScored)\b/,
    /^enum (StockField|Comparison|StockInclude|StockOrderField) /,
    /^input (Condition|StockFilter)\./,
    /^(StockEdge|FieldValue|Features)\./,
    /^Query\.(index|indices)\b/,
    /^(NotScored|Index|IndexBar\w*|Statement\w*)[. ]/,
    /^Fundamentals\.(flags|basis|earningsYield|bookYield|assetGrowth):/,
    /^(Shareholding|RecordedBars)\.flags:/,
  ],
  'common.graphql': [
    /^Query\.cursorOf\b/,
    /^enum (Severity|Weighting) /,
    /^enum LiveLog /,
    /^scalar Decimal$/,
    /^PerformancePoint\./,
  ],
  'portfolios.graphql': [
    /^Query\.(models?|portfolios?|rebalances|previewRebalance|backtests)\b/,
    /^Mutation\.((create|update|delete)(Model|Portfolio)|(create|update)ModelFromScores|refreshModel)\b/,
    /^Mutation\.(setHoldings|attachPortfolio|recordJournal|startBacktest)\b/,
    /^Mutation\.(rebalancePortfolio|rebalanceModel|(confirm|cancel|delete)Rebalance)\b/,
    /^Subscription\.(rebalanceProgress|backtestProgress)\b/,
    /^enum (ModelKind|OutsidePolicy|DriftStatus|JournalKind|ModelOrderField) /,
    /^enum (RebalanceMode|RebalanceReason|PortfolioStatus|Side|TradeReason) /,
    /^(Model|SavedModel|FromScores|Portfolio|Journal|Rebalance|Backtest|Infeasibility|Transaction)\w*[. ]/,
    /^(Holding|Valuation|ValuedHolding|DriftReport|PositionDrift|Performance|SectorWeight|LimitBreach)[. ]/,
    /^input (Model|Portfolio|Costs|Holding|Journal|Rebalance|Fill|Backtest)\w*\./,
  ],
  'validation.graphql': [
    /^Method\.(validation|verdict)\b/,
    /^Query\.methods:/,
    /^enum (ScoreFigure|ValidationUniverse|ValidationWindow|Evidence|ChangeCause) /,
    /^Score\.(change|distances|bandSpell|rank|rankOf|percentile)\b/,
    /^(ScoreEvent|Run)\.methodName:/,
    /^input (ScoreEventFilter|RescoreInput|WhatIfInput)\.method:/,
    /^(Validation|Estimate|InformationCoefficient|YearIc|SectorIc|Deciles?|Verdict|Autocorrelation)\./,
    /^(BandOutcome|BandTransition|BandSpells?|RuleOutcome|BenchmarkIc)\./,
    /^(ScoreChange|CausePart|ChangePart|Distance)\./,
  ],
};

/** Types that the parts extend and use, and that no part has. */
const NOT_IN_CONTRACT = 'type RecordedBars { rows: Int! } type RefusedRow { row: Int! }';

describeWithShared('the contract', 'spec/contract.graphql', (path) => {
  // One document, because the parts extend and use types of the first.
  const parts = [path, ...PARTS.map((part) => join(dirname(path), 'contract', part))];
  const text = parts.map((part) => readFileSync(part, 'utf8')).join('\n');
  const contract = linesOf(buildASTSchema(parse(text)));
  const lines = new Set(linesOf(buildGreyoakSchema()));

  test('is in the schema: each name, argument, default, nullability and enum value', () => {
    expect(contract.length).toBeGreaterThan(250);
    expect(contract.filter((line) => !lines.has(line))).toEqual([]);
  });

  test.each(Object.entries(FACTS))('of facts is in the schema: %s', (_part, patterns) => {
    const files = readdirSync(join(dirname(path), 'contract')).map((name) => join('contract', name));
    const whole = ['contract.graphql', ...files].map((name) =>
      readFileSync(join(dirname(path), name), 'utf8'),
    );
    const all = linesOf(buildASTSchema(parse([...whole, NOT_IN_CONTRACT].join('\n'))));
    const asked = all.filter((line) => patterns.some((pattern) => pattern.test(line)));
    for (const pattern of patterns) expect(asked.filter((line) => pattern.test(line))).not.toEqual([]);
    expect(asked.filter((line) => !lines.has(line))).toEqual([]);
  });

  test('of companies is in the schema', () => {
    const names = readdirSync(join(dirname(path), 'contract')).map((name) => join('contract', name));
    const linesOfFiles = (files: readonly string[]) => {
      const texts = files.map((name) => readFileSync(join(dirname(path), name), 'utf8'));
      return linesOf(buildASTSchema(parse([...texts, NOT_IN_CONTRACT].join('\n')), { assumeValid: true }));
    };
    const companies = join('contract', 'companies.graphql');
    const all = ['contract.graphql', ...names];
    const before = new Set(linesOfFiles(all.filter((name) => name !== companies)));
    const added = linesOfFiles(all).filter((line) => !before.has(line));
    expect(added.length).toBeGreaterThan(50);
    expect(added.filter((line) => !lines.has(line))).toEqual([]);
  });

  test('takes every argument that it adds in words', () => {
    const taken = new Set([...lines].map((line) => line.split(' = ')[0]));
    expect(IN_WORDS.filter((argument) => !taken.has(argument))).toEqual([]);
  });

  test('knows every argument of the fields that it has', () => {
    const known = new Set(contract.map((line) => line.split(' = ')[0]));
    for (const argument of IN_WORDS) known.add(argument);
    const fields = new Set(contract.filter((line) => !line.includes('(')).map((line) => line.split(':')[0]));
    const connections = new Set([...fields].filter((field) => known.has(`${field}(first: Int`)));
    for (const field of connections) {
      for (const argument of OF_CONNECTIONS) known.add(`${field}(${argument}`);
    }
    const further = [...lines].filter((line) => line.includes('(') && fields.has(line.split('(')[0]));
    expect(further.filter((line) => !known.has(line.split(' = ')[0]))).toEqual([]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { getNamedType, GraphQLFloat, isEnumType, isObjectType } from 'graphql';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { loadRiskMethod } from '../../src/method/loadRiskMethod.js';
import { loadMethod } from '../../src/method/loadMethod.js';
import { limits } from '../../src/settings/limits.js';

const { parameters, thresholds } = await loadMethod();
const { bands, guardrails } = thresholds;
const { secondary_penalty, weights } = parameters.confidence;
const risk = (await loadRiskMethod()).parameters;

/** Descriptions that name numbers of the default method, with these numbers in the order of the text. */
const NAMED: Readonly<Record<string, readonly number[]>> = {
  'Band.STRONG_BUY': [bands.STRONG_BUY],
  'Band.BUY': [bands.BUY, bands.STRONG_BUY],
  'Band.HOLD': [bands.HOLD, bands.BUY],
  'Band.AVOID': [bands.HOLD],
  'Guardrail.LOW_DATA_HOLD': [guardrails.LOW_DATA_HOLD],
  'Guardrail.PLEDGE_CAP': [guardrails.PLEDGE_CAP],
  'Guardrail.HIGH_RISK_CAP': [guardrails.HIGH_RISK_CAP],
  'Guardrail.SECTOR_BEAR': [guardrails.SECTOR_BEAR, parameters.guardrails.sector_bear_points],
  'Guardrail.LOW_COVERAGE': [guardrails.LOW_COVERAGE],
  'Confidence.value': [0, 1, weights.coverage, weights.freshness, weights.source, 1],
  'Confidence.sourcePenalty': [secondary_penalty, 0],
  'RiskLevel.LOW': [risk.levels.MODERATE],
  'RiskLevel.MODERATE': [risk.levels.MODERATE, risk.levels.HIGH],
  'RiskLevel.HIGH': [risk.levels.HIGH, risk.levels.VERY_HIGH],
  'RiskLevel.VERY_HIGH': [risk.levels.VERY_HIGH],
  RiskFactor: [risk.factor_from],
  'RiskPartStatus.THIN': [100 * risk.returns.unexplained_above],
  'RiskPartStatus.MISSING': [risk.missing_value, 0, 100],
};

/** Descriptions that name the default method, but no number of it. */
const NUMBERLESS = ['Band', 'Guardrail', 'RiskLevel', 'ModelPosition.score', 'Shareholding.pledgedFraction'];

function* descriptions(): Generator<readonly [path: string, text: string]> {
  for (const type of Object.values(buildGreyoakSchema().getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    yield [type.name, type.description ?? ''];
    const parts = isEnumType(type)
      ? type.getValues()
      : isObjectType(type)
        ? Object.values(type.getFields())
        : [];
    for (const { name, description } of parts) yield [`${type.name}.${name}`, description ?? ''];
  }
}

const numbersIn = (text: string): number[] =>
  [...text.replaceAll(/§\d+/g, '').matchAll(/(?<![\w.])-?\d+(\.\d+)?(?!\w)/g)].map(([number]) =>
    Number(number),
  );

describe('descriptions', () => {
  const texts = new Map(descriptions());

  test.each(Object.entries(NAMED))(
    '%s names the numbers of config/method.yaml or risk.yaml',
    (path, numbers) => {
      expect(numbersIn(texts.get(path) ?? '')).toEqual(numbers);
    },
  );

  test('that name the default method are checked against it', () => {
    const unchecked = [...texts].filter(
      ([path, text]) => text.includes('default method') && !(path in NAMED) && !NUMBERLESS.includes(path),
    );
    expect(unchecked).toEqual([]);
  });

  // docs/glossary.md: points are those of scores, and sessions those of the exchange.
  test('call what an operation costs units, and never points', () => {
    const costs = [
      ...[...texts].filter(([path]) => path.startsWith('CallerLimits') || path.includes('COST')),
      ...Object.values(limits.settings)
        .filter(({ variable }) => /COST/.test(variable))
        .map(({ variable, unit, description }) => [variable, `${unit}: ${description}`] as const),
    ];
    expect(costs.length).toBeGreaterThan(6);
    expect(costs.filter(([, text]) => /\bpoints?\b/i.test(text))).toEqual([]);
    const ofCost = [...texts].filter(([, text]) => /\b(bucket|cost|costs|regained|spend)\b/i.test(text));
    expect(ofCost.filter(([, text]) => /\bpoints?\b/i.test(text))).toEqual([]);
  });

  test('call what a user has after signing in a user session', () => {
    const ofUsers = [...texts].filter(([path]) =>
      /^(Session|SignedIn|User\.|Mutation\.(signIn|signOut|endSession|refreshSession|setPassword|changePassword))/.test(
        path,
      ),
    );
    const named = ofUsers.filter(([, text]) => /\bsessions?\b/.test(text));
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter(([, text]) => /(?<!user )\bsessions?\b/.test(text))).toEqual([]);
  });

  test('of numbers of stocks say their unit: a fraction, per cent, a multiple, ₹ or what is counted', () => {
    const UNIT =
      /fraction|in %|percentage points|multiple|₹|0 to 1(00)?\b|\b[Pp]oints?\b|[Ss]tandard deviations|unit of `raw`|[Ss]hares|Sessions since|1 is the best/;
    const numbers = Object.values(buildGreyoakSchema().getTypeMap())
      .filter((type) => isObjectType(type))
      .filter(({ name }) => ['Features', 'Fundamentals', 'Shareholding', 'Component'].includes(name))
      .flatMap((type) =>
        Object.values(type.getFields())
          .filter(({ type: of }) => getNamedType(of) === GraphQLFloat)
          .map(({ name }) => `${type.name}.${name}`),
      );
    const fields = [...texts.keys()].filter((path) => /^Stock(Order)?Field\.(?!TICKER|NAME)/.test(path));
    expect(numbers.length).toBeGreaterThan(30);
    expect(fields.length).toBeGreaterThan(60);
    const without = [...numbers, ...fields].filter((path) => !UNIT.test(texts.get(path) ?? ''));
    expect(without).toEqual([]);
  });
});

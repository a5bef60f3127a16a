import { canonicalJson } from '../../canonicalJson.js';
import { markdownTable } from '../../markdownTable.js';
import type { MethodParameters } from '../../scoring/method.js';
import type { Described } from './described.js';
import { percent } from './percent.js';

interface Row {
  /** Paths in the method file. */
  readonly keys: readonly string[];
  readonly section: string;
  readonly what: string;
  /** What the parameters hold, where that is short. */
  readonly value?: (parameters: MethodParameters) => string;
}

const code = (value: unknown): string => `\`${String(value)}\``;

const ROWS: readonly Row[] = [
  {
    keys: ['features.resistance_includes_last_bar'],
    section: '§2',
    value: ({ features }) => code(features.resistance_includes_last_bar),
    what: 'whether the bar of D counts towards the high that it has to break',
  },
  {
    keys: ['hygiene.winsorise'],
    section: '§3',
    value: ({ hygiene: { winsorise } }) => `${percent(winsorise.lower)}, ${percent(winsorise.upper)}`,
    what: "quantiles to which a group's values are clamped",
  },
  {
    keys: ['hygiene.required'],
    section: '§3',
    what: 'the metrics that coverage counts, for bars, companies, lenders, ownership',
  },
  {
    keys: ['points.lone_groups_score_nulls'],
    section: '§4',
    value: ({ points }) => code(points.lone_groups_score_nulls),
    what: 'whether a null scores 50 if its group has at most one value',
  },
  {
    keys: ['banking_groups'],
    section: '§5',
    value: ({ banking_groups }) => banking_groups.join(', '),
    what: 'sector groups whose F uses the metrics of lenders',
  },
  {
    keys: ['pillars.missing_fundamentals'],
    section: '§3',
    value: ({ pillars }) => code(pillars.missing_fundamentals),
    what: 'whether a missing F or Q component scores 50 or is left out',
  },
  {
    keys: ['pillars.empty_score'],
    section: '§5',
    value: ({ pillars }) => String(pillars.empty_score),
    what: 'score of a pillar without any component',
  },
  { keys: ['pillars.fundamentals'], section: '§5', what: 'components and weights of F' },
  {
    keys: ['pillars.quality'],
    section: '§5',
    value: ({ pillars }) => Object.keys(pillars.quality).join(', '),
    what: 'components and weights of Q',
  },
  {
    keys: ['pillars.technicals'],
    section: '§5',
    what: 'weights of T; bounds of RSI, breakout and volume',
  },
  {
    keys: ['pillars.relative_strength', 'pillars.sector_momentum'],
    section: '§5',
    what: 'weights of the horizons; of sector and market',
  },
  {
    keys: ['pillars.ownership.scored_by'],
    section: '§5',
    value: ({ pillars }) => code(pillars.ownership.scored_by),
    what: 'by points like every metric, or by the share of the group that is worse',
  },
  {
    keys: ['pillars.ownership.pledge_curve'],
    section: '§5',
    what: 'points that a pledge takes off its component, by the fraction pledged',
  },
  {
    keys: ['market_return.index'],
    section: '§5',
    value: ({ market_return: { index } }) => (index === null ? '`null`' : index),
    what: 'the index that stands for the market; `null`: the mean of the universe',
  },
  {
    keys: ['weights'],
    section: '§6',
    what: 'per mode and sector group, else `default`; three decimals at most',
  },
  {
    keys: ['penalties.caps'],
    section: '§7',
    what: 'the most points that a stock of a sector group can lose',
  },
  {
    keys: ['penalties.liquidity', 'penalties.pledge'],
    section: '§7',
    what: 'points for each range of traded value, of the fraction pledged',
  },
  {
    keys: ['penalties.volatility.reference'],
    section: '§7',
    value: ({ penalties: { volatility } }) =>
      volatility.reference === 'SECTOR_MEDIAN' ? code(volatility.reference) : 'constants',
    what: 'the volatility of which a multiple costs points',
  },
  {
    keys: ['penalties.event_window', 'penalties.governance'],
    section: '§7',
    what: 'how many calendar days a company event counts, and its points',
  },
  {
    keys: ['confidence'],
    section: '§8',
    what: 'weights; ages at which freshness falls to 1/e; the cost of a secondary source',
  },
  {
    keys: ['guardrails.high_risk_judges'],
    section: '§9',
    value: ({ guardrails }) => code(guardrails.high_risk_judges),
    what: 'whether HIGH_RISK_CAP looks at the penalty before or after its cap',
  },
  {
    keys: ['guardrails.sector_bear_points'],
    section: '§9',
    value: ({ guardrails }) => String(guardrails.sector_bear_points),
    what: "points that SECTOR_BEAR takes off an investor's score",
  },
  {
    keys: ['thresholds'],
    section: '§9',
    what: 'bounds of bands and guardrails: `production`, and `test` for trials',
  },
];

/** Lists the parameters of a method file: what they are in both methods, where that is short, and what they do. */
export function parametersTable({ current, former }: Described): string {
  const rows = ROWS.map(({ keys, section, what, value }) => {
    const isSame = keys.every((key) => jsonAt(current, key) === jsonAt(former, key));
    return [
      keys.map(code).join(', '),
      value?.(current) ?? '',
      isSame ? 'same' : (value?.(former) ?? 'other'),
      section,
      what,
    ];
  });
  return `## Parameters

${markdownTable([['key', current.name, former.name, 'section', 'what it does'], ...rows])}`;
}

const jsonAt = (parameters: MethodParameters, key: string): string =>
  canonicalJson(
    key
      .split('.')
      .reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>>)[name], parameters),
  );

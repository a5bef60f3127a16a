import { markdownTable } from '../../markdownTable.js';
import type { MethodParameters, ThresholdSet } from '../../scoring/method.js';
import { worstLiquidityBound } from '../../scoring/penalties.js';
import { percent } from './percent.js';
import type { Described } from './described.js';
import { inBoth } from './inBoth.js';

/** Describes bands and guardrails (method §9). */
export function guardrails(methods: Described): string {
  const bands = (set: ThresholdSet) =>
    inBoth(methods, ({ thresholds }) =>
      Object.entries(thresholds[set].bands)
        .map(([band, bound]) => `${band} from ${bound}`)
        .join(', '),
    );
  const threshold = (name: keyof MethodParameters['thresholds']['test']['guardrails'], set: ThresholdSet) =>
    inBoth(methods, ({ thresholds }) => String(thresholds[set].guardrails[name]));
  const row = (name: Parameters<typeof threshold>[0], fires: string, effect: string): readonly string[] => [
    name,
    fires,
    threshold(name, 'production'),
    threshold(name, 'test'),
    effect,
  ];
  const worst = inBoth(
    methods,
    ({ penalties: { liquidity } }) =>
      `TRADER ${worstLiquidityBound(liquidity.TRADER)}, INVESTOR ${worstLiquidityBound(liquidity.INVESTOR)}`,
  );
  const judged = inBoth(methods, ({ guardrails }) =>
    guardrails.high_risk_judges === 'BEFORE_CAP' ? 'before its cap' : 'after its cap',
  );
  const bear = inBoth(methods, ({ guardrails }) => String(guardrails.sector_bear_points));
  const share = inBoth(methods, ({ thresholds }) => percent(thresholds.production.guardrails.LOW_COVERAGE));
  return `## §9 Bands and guardrails

Bands: ${bands('production')}, else AVOID.

Six guardrails follow in a fixed order, which no parameter changes. Each may lower a band, and none may raise it. To cap a
band means to lower it to HOLD where it is higher.

${markdownTable([
  ['guardrail', 'fires where', 'threshold', 'in trials', 'effect'],
  row('LOW_DATA_HOLD', 'confidence < threshold', 'cap'),
  ['ILLIQUIDITY', "traded value is in the mode's worst range (₹ crore)", worst, 'the same', 'cap'],
  row('PLEDGE_CAP', 'pledged fraction > threshold', 'cap'),
  row('HIGH_RISK_CAP', `penalty ${judged} ≥ threshold`, 'cap'),
  row(
    'SECTOR_BEAR',
    'S_z ≤ threshold',
    `TRADER: cap; INVESTOR: score − ${bear}, at least 0, and the band of that score unless it was lower`,
  ),
  row('LOW_COVERAGE', 'imputed fraction ≥ threshold', 'cap'),
])}
So LOW_COVERAGE caps a stock that lacks ${share} of the required metrics. A score keeps the trace of all six: what was
observed, the threshold, whether it fired, and score and band before and after.

The thresholds for trials, with ${bands('test')}, are refused where NODE_ENV is production.
`;
}

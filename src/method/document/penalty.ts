import type { MethodParameters } from '../../scoring/method.js';
import { MODES } from '../../scoring/names.js';
import type { Described } from './described.js';
import { inBoth } from './inBoth.js';
import { listed } from './listed.js';

/** Describes the risk penalty (method §7). */
export function penalty(methods: Described): string {
  const of = (write: (penalties: MethodParameters['penalties']) => string) =>
    inBoth(methods, ({ penalties }) => write(penalties));
  const liquidity = MODES.map(
    (mode) =>
      `${mode} ${of((penalties) =>
        penalties.liquidity[mode].map(({ at_least, points }) => `≥ ${at_least}: ${points}`).join(', '),
      )}`,
  ).join('; ');
  return `## §7 Penalty

Five parts take points off. Their sum is capped by sector group: ${of(({ caps }) => listed(caps))}.

- **LIQUIDITY**, by the median traded value in ₹ crore: ${liquidity}. A null counts as 0.
- **PLEDGE**, by the pledged fraction of the promoter's shares: ${of(({ pledge }) =>
    pledge.map(({ above, points }) => `> ${above}: ${points}`).join(', '),
  )}.
- **VOLATILITY**: ${of(({ volatility }) => `${volatility.points} where sigma20 > ${volatility.multiple} × ${referenceOf(volatility)}`)}.
- **EVENT_WINDOW**: ${of(({ event_window: { days, points } }) => `${points} where results or a board meeting are within ${days} calendar days of D, before or after`)}.
- **GOVERNANCE**: ${of(({ governance: { days, auditor_points, board_points } }) => `${auditor_points} for an auditor's qualification or resignation in the last ${days} calendar days, ${board_points} for a resignation from the board; the two add`)}.

Any other null costs nothing. \`observed\` is the number that a part judges; \`threshold\` is the bound that it passed, or else
the first one that it would have to pass.

The score before guardrails is weighted − penalty, at least 0, rounded to two decimals.
`;
}

const referenceOf = ({ reference, min_count }: MethodParameters['penalties']['volatility']): string =>
  reference === 'SECTOR_MEDIAN'
    ? `the median sigma20 of the sector group, which needs ${min_count} values`
    : `a constant of the sector group: ${listed(reference)}`;

import type { MethodParameters } from '../../scoring/method.js';
import { ALL_HORIZONS, PILLARS, YIELDS } from '../../scoring/names.js';
import type { Described } from './described.js';
import { listed } from './listed.js';

const LOWER = { asset_growth: 'lower is better', opm_stdev_12q: 'lower is better' };

/** Describes where the later method differs from the default one, section by section. */
export function laterMethod({ current, later }: Described): string {
  const { pillars, hygiene, bands } = later;
  const horizons = ALL_HORIZONS.filter((name) => (pillars.relative_strength.weights[name] ?? 0) > 0);
  const weights = Object.fromEntries(horizons.map((name) => [name, pillars.relative_strength.weights[name]]));
  return `## ${later.name}

A third method over the same engine. What is not named here is as in ${current.name}. It is validated from
${later.validated_from ?? 'the first day'} on: what came before was used to choose it.

### Features and hygiene (§2, §3)

- \`ret_63_21d\`, \`ret_126_21d\`: close 21 bars before / close 63 and 126 bars before − 1. They touch 64 and 127 bars.
- ${YIELDS.map((name) => `\`${name}\``).join(', ')} and \`near_high\` are not winsorised, because that would make ties at both ends.
- Required of bars: ${hygiene.required.bars.map((name) => `\`${name}\``).join(', ')}.
- Required of companies: ${hygiene.required.non_financial.map((name) => `\`${name}\``).join(', ')}; of lenders:
  ${hygiene.required.banking.map((name) => `\`${name}\``).join(', ')}. \`valuation\` is present where \`earnings_yield\` or \`book_yield\` is.

### Pillars (§5)

- F: ${listed(pillars.fundamentals.non_financial)}. The two yields are the valuation: each scores rank / (n + 1) × 100 within the
  sector group, where ties share their average rank, and 50 where it is null. \`earnings_yield\` = 1 / quoted P/E where
  that is positive, else annual earnings per share / close. \`book_yield\` = equity / (shares × close); the shares are those
  reported, adjusted for splits, bonuses and consolidations, else net profit / earnings per share of the year of the equity.
  It is null where the shares are not above 0, or it is beyond ±100.
- T: ${listed(Object.fromEntries(Object.entries(pillars.technicals.weights).filter(([, weight]) => weight > 0)))}. \`near_high\` is the percentile rank of close / hi52w over the universe,
  rank / n × 100; 50 where it is null.
- R: ${listed(weights)}, each divided by \`sigma60\`. The market return needs the bars of the index 21, 63 and 126 sessions
  before D, else it is the mean of the universe for both. S keeps its horizons and its market return, of which
  INDEX or UNIVERSE is told.
- Q: ${listed(pillars.quality, LOWER)}. \`asset_growth\` = newest annual total assets / those of the year before − 1, scored by rank
  within the sector group, of lenders, too; 50 where it is null.
- Weights of all sector groups:${weightsOf(later)}.

### Bands (§9)

${bands === undefined ? 'By the thresholds alone.' : bandsOf(bands)}

### Derivations

${derivationsOf(later)}
`;
}

const weightsOf = ({ weights }: MethodParameters): string =>
  Object.entries(weights)
    .map(
      ([mode, { default: table }]) =>
        ` ${mode} ${PILLARS.map((pillar) => `${pillar} ${table[pillar]}`).join(', ')}`,
    )
    .join(';');

const bandsOf = ({ hysteresis, memory }: NonNullable<MethodParameters['bands']>): string =>
  `A stock begins with the band by the thresholds of its first score before guardrails among the ${memory} sessions before D
and D. After each later one, the band is at least the highest whose threshold + ${hysteresis} the score reaches, and at most the highest
whose threshold − ${hysteresis} it reaches. Sessions without a score are passed over. These scores are computed from the facts that the
run read, and are part of \`inputs_hash\`. Guardrails come after; the band of a score that SECTOR_BEAR lowered is that of the
thresholds. \`whatIf\` takes bands by the thresholds alone.`;

function derivationsOf({ derivations = {} }: MethodParameters): string {
  const { mean_span_days, quarters_span_days, pledge_carried_quarters } = derivations;
  return [
    `- A mean of three years takes the newest three, and at least two, of the years that end at most ${mean_span_days} days before the newest.`,
    `- Four quarterly earnings per share are summed where newest and oldest end at most ${quarters_span_days} days apart and no year ends later; else those of the newest year count.`,
    '- Earnings per share are adjusted for splits, bonuses and consolidations, as closes are.',
    '- Years of other than 12 months and quarters of other than 3 enter nothing. Of two years that end in one calendar month, the figure that was published later counts.',
    '- Where the newest annual equity is not above 0, `roe_3y` scores 0 (RULE), and so does `eps_cagr_3y` where earnings per share fell from above 0 to 0 or less in three years. Such a stock counts as known, and enters no count, median or deviation.',
    `- A pledge that the newest quarter does not have is carried from the newest of the ${pledge_carried_quarters} quarters before.`,
  ].join('\n');
}

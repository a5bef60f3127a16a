import { FUNDAMENTAL_COMPONENTS, type CleanSection } from '../hygiene.js';
import type { Method } from '../method.js';
import { YIELDS, type ZeroRuled } from '../names.js';
import { scoreBySector } from '../points.js';
import { weightedPillar, type PillarColumns } from './pillar.js';

const LOWER_IS_BETTER: ReadonlySet<string> = new Set(['valuation', 'gnpa_pct', 'asset_growth']);
const RANKED: ReadonlySet<string> = new Set(YIELDS);

/**
 * Scores the pillar F (method §5): returns, growth and valuation; for lenders returns, asset quality and margin. Every
 * component is scored within the stock's sector group, so lenders and other companies are never compared.
 *
 * @param isBanking 1 for sector groups of lenders
 */
export function fundamentalsPillar(
  clean: CleanSection,
  isBanking: Uint8Array,
  method: Method,
): PillarColumns {
  const { sectors } = clean;
  const { fundamentals, missing_fundamentals, empty_score } = method.parameters.pillars;
  const { lone_groups_score_nulls } = method.parameters.points;
  const components = FUNDAMENTAL_COMPONENTS.flatMap((name) => {
    const ofKind = [fundamentals.non_financial[name] ?? 0, fundamentals.banking[name] ?? 0];
    if (ofKind[0] === 0 && ofKind[1] === 0) return [];
    return scoreBySector(clean.fundamentals[name], sectors, {
      name,
      weight: Float64Array.from(isBanking, (banking) => ofKind[banking]),
      higherIsBetter: !LOWER_IS_BETTER.has(name),
      missing: missing_fundamentals,
      loneGroupsScoreNulls: lone_groups_score_nulls,
      byRank: RANKED.has(name),
      ruledZero: clean.section.ruledZero?.[name as ZeroRuled],
    });
  });
  return weightedPillar('F', components, sectors, empty_score);
}

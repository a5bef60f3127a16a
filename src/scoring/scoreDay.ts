import { roundedPillar, scoreBeforeGuardrails, weightedScore } from './composite.js';
import { filled } from './columns.js';
import { confidenceOf, type ConfidenceColumns } from './confidence.js';
import { bySector, type CrossSection, type SectorMembers } from './crossSection.js';
import { applyGuardrails, type GuardrailColumns } from './guardrails.js';
import { clean, coverageOf, type CleanSection } from './hygiene.js';
import { weightsOf, type Method, type PillarWeights } from './method.js';
import { MODES, PILLARS, type MarketReturn, type Mode, type PillarName } from './names.js';
import { penaltiesOf, sharedPenalties, type Penalties, type SharedParts } from './penalties.js';
import { fundamentalsPillar } from './pillars/fundamentals.js';
import { ownershipPillar } from './pillars/ownership.js';
import type { PillarColumns } from './pillars/pillar.js';
import { qualityPillar } from './pillars/quality.js';
import { relativeStrengthPillar } from './pillars/relativeStrength.js';
import { sectorMomentumPillar, type SectorMomentum } from './pillars/sectorMomentum.js';
import { technicalsPillar } from './pillars/technicals.js';
import { referenceReturns, type ReferenceReturns } from './returns.js';

/** The scores of one mode, one element for each stock of the cross-section. */
export interface ModeScores {
  readonly weightsOfSector: readonly PillarWeights[];
  /** Σ weight × pillar, 0 to 100, exact to five decimals. */
  readonly weighted: Float64Array;
  readonly penalties: Penalties;
  /** Six steps, in the order of GUARDRAILS. */
  readonly guardrails: readonly GuardrailColumns[];
  /** 0 to 100, to two decimals, after penalty and guardrails. */
  readonly score: Float64Array;
  /** Index into BANDS, after guardrails. */
  readonly band: Uint8Array;
}

/** The scores of one day in both modes, with every step that led to them. */
export interface DayScores {
  readonly section: CrossSection;
  readonly method: Method;
  readonly sectors: SectorMembers;
  /** Where the market's returns, which those of stocks are compared with, are taken from (§5, R). */
  readonly marketReturn: MarketReturn;
  readonly pillars: Readonly<Record<PillarName, PillarColumns>>;
  /** The returns that those of the stocks are compared with. */
  readonly references: ReferenceReturns;
  /** Winsorised volatilities, by which R divides. */
  readonly sigmas: Pick<CleanSection, 'sigma20' | 'sigma60'>;
  /** The pillars as they are shown and weighted: whole hundredths, in the order of PILLARS. */
  readonly rounded: readonly Int32Array[];
  readonly momentum: SectorMomentum;
  /** S_z of each stock's group; 0 where the group has none. */
  readonly sectorZ: Float64Array;
  readonly confidence: ConfidenceColumns;
  readonly modes: Readonly<Record<Mode, ModeScores>>;
}

/**
 * Scores every stock of a day's cross-section in both modes:
 *
 * 1. hygiene on the cross-section (§3)
 * 2. the six pillars, which do not depend on the mode (§4, §5)
 * 3. coverage and confidence (§8)
 * 4. per mode: the composite (§6), the penalty (§7), the guardrails and the band (§9)
 *
 * The function is pure: the same cross-section and method give the same bytes.
 *
 * @throws RangeError when a pillar is outside 0 to 100, which no valid method gives
 */
export function scoreDay(section: CrossSection, method: Method): DayScores {
  const sectors = bySector(section.sectorOf, section.sectors.length);
  const cleaned = clean(section, sectors, method);
  const bankingGroups = new Set(method.parameters.banking_groups);
  const isBankingSector = Uint8Array.from(section.sectors, (sector) => (bankingGroups.has(sector) ? 1 : 0));

  const references = referenceReturns(cleaned, method);
  const momentum = sectorMomentumPillar(cleaned, references, method);
  const pillars = {
    F: fundamentalsPillar(cleaned, isBankingSector, method),
    T: technicalsPillar(cleaned, method),
    R: relativeStrengthPillar(cleaned, references, method),
    O: ownershipPillar(cleaned, method),
    Q: qualityPillar(cleaned, method),
    S: momentum.pillar,
  };
  const rounded = PILLARS.map((pillar) => roundedPillar(pillars[pillar].score));

  const isBanking = filled(
    new Uint8Array(section.sectorOf.length),
    (i) => isBankingSector[section.sectorOf[i]],
  );
  const confidence = confidenceOf(section, coverageOf(cleaned, isBanking, method), method);
  const shared = sharedPenalties(section, sectors, method);
  const { marketReturn } = references;
  const { sigma20, sigma60 } = cleaned;
  const compared = { marketReturn, references, sigmas: { sigma20, sigma60 } };
  const day = { section, method, sectors, pillars, ...compared, rounded, confidence };
  const scored = { ...day, momentum: momentum.groups, sectorZ: momentum.z };
  const [trader, investor] = MODES.map((mode) => scoreMode(scored, shared, mode));
  return { ...scored, modes: { TRADER: trader, INVESTOR: investor } };
}

const formerOf = ({ formerScores }: CrossSection, mode: Mode) =>
  formerScores ? { sessions: formerScores.sessions, hundredths: formerScores.hundredths[mode] } : null;

/** Computes composite, penalty, guardrails and band of one mode. */
function scoreMode(day: Omit<DayScores, 'modes'>, shared: SharedParts, mode: Mode): ModeScores {
  const { section, method } = day;
  const weightsOfSector = section.sectors.map((sector) => weightsOf(method.parameters, mode, sector));
  const weighted = weightedScore(day.rounded, section.sectorOf, weightsOfSector);
  const penalties = penaltiesOf(section, shared, mode, method);
  const guardrails = applyGuardrails(
    scoreBeforeGuardrails(weighted, penalties.total),
    {
      confidence: day.confidence.value,
      medianTradedValue: section.features.median_traded_value_cr,
      pledged: section.ownership.promoter_pledge_frac,
      penaltyBeforeCap: penalties.beforeCap,
      penaltyAfterCap: penalties.total,
      sectorZ: day.sectorZ,
      imputedFraction: day.confidence.imputedFraction,
    },
    mode,
    method,
    formerOf(section, mode),
  );
  const last = guardrails[guardrails.length - 1];
  return { weightsOfSector, weighted, penalties, guardrails, score: last.scoreAfter, band: last.bandAfter };
}

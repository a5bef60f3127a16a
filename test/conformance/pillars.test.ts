import { bySector } from '../../src/scoring/crossSection.js';
import { barSeries, featuresAt } from '../../src/scoring/features.js';
import { FUNDAMENTAL_COMPONENTS, type CleanSection, type Metric } from '../../src/scoring/hygiene.js';
import type { FundamentalComponent } from '../../src/scoring/method.js';
import {
  ALL_HORIZONS,
  FEATURES,
  HORIZONS,
  PILLARS,
  type FundamentalName,
  type Horizon,
  type PillarName,
} from '../../src/scoring/names.js';
import { fundamentalsPillar } from '../../src/scoring/pillars/fundamentals.js';
import { ownershipPillar } from '../../src/scoring/pillars/ownership.js';
import { qualityPillar } from '../../src/scoring/pillars/quality.js';
import { relativeStrengthPillar } from '../../src/scoring/pillars/relativeStrength.js';
import { sectorMomentumPillar } from '../../src/scoring/pillars/sectorMomentum.js';
import { technicalsPillar } from '../../src/scoring/pillars/technicals.js';
import { referenceReturns } from '../../src/scoring/returns.js';
import { describeGolden, method, POINTS, type Comparison } from '../support/conformance/golden.js';
import { columnOf, sectionOf, type Numbers } from '../support/conformance/inputs.js';

type Quarter = Numbers & { readonly quarter_end: string };

interface Input {
  readonly stocks: readonly {
    readonly ticker: string;
    readonly sector_group: string;
    readonly price: Numbers;
    /** From the oldest on, without the last bar. */
    readonly volume_history: readonly (number | null)[];
    readonly fundamentals: readonly Quarter[];
    readonly ownership: readonly Quarter[];
  }[];
}
type Given = Input['stocks'][number];

interface Expected {
  /** A pillar is absent if the stock has no row for it. We score a pillar without components (method §5). */
  readonly scores: Readonly<Record<string, Readonly<Record<PillarName | 'S_z', number | undefined>>>>;
  readonly components: Readonly<Record<string, Components>>;
}
/** A component is absent if it is left out of the pillar. We do not return the alphas of R. */
type Components = Readonly<Partial<Record<PointsPillar, Numbers>>> & {
  readonly S: { readonly horizon_s_z: Numbers };
};
const POINTS_PILLARS = ['F', 'T', 'O', 'Q'] as const;
type PointsPillar = (typeof POINTS_PILLARS)[number];

const HORIZON_NAMES: Readonly<Record<Horizon, string>> = { ret_21d: '1M', ret_63d: '3M', ret_126d: '6M' };

const latest = (rows: readonly Quarter[]): Quarter | undefined =>
  rows.toSorted((a, b) => (a.quarter_end < b.quarter_end ? 1 : -1))[0];

/** Returns the ratio over the last 20 rows, without those whose volume is null: our bars always have one (import.md). */
function volumeRatio({ price, volume_history }: Given): number {
  const volume = columnOf([...volume_history.slice(-20).filter((one) => one !== null), price['volume']]);
  const unknown = new Float64Array(volume.length).fill(NaN);
  const session = Int32Array.from(volume.keys());
  const series = barSeries({
    high: unknown,
    low: unknown,
    close: unknown,
    tradedValue: unknown,
    volume,
    session,
  });
  const last = volume.length - 1;
  return featuresAt(series, last, last, method.parameters.features)[FEATURES.indexOf('volume_ratio')];
}

/** Uses the values as given: README.md says that these cases enter after hygiene, EV/EBITDA (else PE) with any sign. */
function cleaned(stocks: readonly Given[]): CleanSection {
  const section = sectionOf(
    stocks.map((given) => ({
      ticker: given.ticker,
      sector: given.sector_group,
      features: { ...given.price, resistance_high: given.price['hi20'], volume_ratio: volumeRatio(given) },
      fundamentals: latest(given.fundamentals) ?? {},
      ownership: latest(given.ownership) ?? {},
    })),
  );
  const { fundamentals, ownership, features } = section;
  const metric = (column: Float64Array): Metric => ({ raw: column, value: column });
  const metrics = <Name extends string>(names: readonly Name[], of: (name: Name) => Float64Array) =>
    Object.fromEntries(names.map((name) => [name, metric(of(name))])) as Record<Name, Metric>;
  const valuation = fundamentals.ev_ebitda.map((ratio, i) =>
    Number.isNaN(ratio) ? fundamentals.pe[i] : ratio,
  );
  return {
    section,
    sectors: bySector(section.sectorOf, section.sectors.length),
    fundamentals: metrics<FundamentalComponent>(FUNDAMENTAL_COMPONENTS, (name) =>
      name === 'valuation' ? valuation : fundamentals[name as FundamentalName],
    ),
    ownership: metrics(
      ['promoter_hold_pct', 'promoter_pledge_frac', 'fii_dii_delta_pp'],
      (name) => ownership[name],
    ),
    returns: metrics(ALL_HORIZONS, (name) => features[name]),
    sigma20: features.sigma20,
    sigma60: features.sigma60,
  };
}

describeGolden<Input, Expected>('pillars.json.gz', ({ stocks }, expected) => {
  const clean = cleaned(stocks);
  const { banking_groups } = method.parameters;
  const isBanking = Uint8Array.from(clean.section.sectors, (sector) =>
    banking_groups.includes(sector) ? 1 : 0,
  );
  const references = referenceReturns(clean, method);
  const momentum = sectorMomentumPillar(clean, references, method);
  const pillars = {
    F: fundamentalsPillar(clean, isBanking, method),
    T: technicalsPillar(clean, method),
    R: relativeStrengthPillar(clean, references, method),
    O: ownershipPillar(clean, method),
    Q: qualityPillar(clean, method),
    S: momentum.pillar,
  };
  return stocks.flatMap(({ ticker }, i): Comparison[] => {
    const scores = expected.scores[ticker];
    const components = expected.components[ticker];
    const of = (name: PillarName) => pillars[name].components;
    return [
      ...PILLARS.map((name) => ({
        what: `${ticker} ${name}`,
        actual: pillars[name].score[i],
        expected: scores[name],
        within: POINTS,
        mayDiffer: scores[name] === undefined ? 'no row, for which it gave no pillar' : undefined,
      })),
      { what: `${ticker} S_z`, actual: momentum.z[i], expected: scores.S_z, within: POINTS },
      ...POINTS_PILLARS.filter((name) => scores[name] !== undefined).flatMap((name) =>
        of(name)
          .filter(({ weight }) => weight[clean.sectors.of[i]] > 0)
          .map(({ name: component, points }) => ({
            what: `${ticker} ${name} ${component}`,
            actual: points?.[i],
            expected: components[name]?.[component],
            within: POINTS,
          })),
      ),
      ...HORIZONS.map((horizon) => ({
        what: `${ticker} S ${horizon}`,
        actual: of('S').find(({ name }) => name === horizon)?.z?.[i],
        expected: components.S.horizon_s_z[HORIZON_NAMES[horizon]],
        within: POINTS,
      })),
    ];
  });
});

import type { CrossSection } from '../../../src/scoring/crossSection.js';
import {
  DATASETS,
  FEATURES,
  FUNDAMENTALS,
  OWNERSHIP,
  HORIZONS,
  type Dataset,
  type FeatureName,
  type FundamentalName,
  type OwnershipName,
  type Horizon,
  type Ticker,
} from '../../../src/scoring/names.js';

type Numbers<Name extends string> = Readonly<Record<Name, number | null>>;

export interface NaiveStock {
  readonly ticker: Ticker;
  readonly sector: string;
  readonly features: Numbers<FeatureName>;
  readonly fundamentals: Numbers<FundamentalName>;
  readonly ownership: Numbers<OwnershipName>;
  readonly events: Numbers<'meeting' | 'auditor' | 'board'>;
  readonly age: Numbers<Dataset>;
  readonly secondary: Numbers<Dataset>;
}

export interface NaiveDay {
  readonly stocks: readonly NaiveStock[];
  readonly indexReturn: Numbers<Horizon>;
}

/** The same cross-section as an object per stock. */
export function naiveDay(section: CrossSection): NaiveDay {
  const nullable = (value: number) => (Number.isNaN(value) ? null : value);
  const pick = <Name extends string>(
    names: readonly Name[],
    columns: Readonly<Record<Name, Float64Array>>,
    k: number,
  ) => Object.fromEntries(names.map((name) => [name, nullable(columns[name][k])])) as Numbers<Name>;
  return {
    stocks: section.tickers.map((ticker, k) => ({
      ticker,
      sector: section.sectors[section.sectorOf[k]],
      features: pick(FEATURES, section.features, k),
      fundamentals: pick(FUNDAMENTALS, section.fundamentals, k),
      ownership: pick(OWNERSHIP, section.ownership, k),
      events: pick(['meeting', 'auditor', 'board'], section.events, k),
      age: pick(DATASETS, section.age, k),
      secondary: pick(DATASETS, section.secondary, k),
    })),
    indexReturn: Object.fromEntries(
      HORIZONS.map((horizon) => [horizon, nullable(section.indexReturn[horizon])]),
    ) as Numbers<Horizon>,
  };
}

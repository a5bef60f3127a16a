import type { Columns, CrossSection } from '../../scoring/crossSection.js';
import type { FundamentalName, YieldName } from '../../scoring/names.js';
import type { StockOf } from './stockOf.js';

/** The figures of a stock that depend on its close. */
export interface FiguresAtClose {
  /** That close in ₹ of the later day: after the splits, bonuses and consolidations in between. */
  readonly close: number;
  readonly fundamentals: Readonly<Record<FundamentalName, number>>;
  /** Null where the method reads none of them. */
  readonly yields: Readonly<Record<YieldName, number>> | null;
}

/** Returns the cross-section with the facts of the stock taken from another day, and its prices as they are. */
export function withFacts(
  { section, at }: StockOf,
  other: StockOf,
  { fundamentals, yields }: FiguresAtClose,
): CrossSection {
  const all = withInputs({ section, at }, other);
  return {
    ...all,
    features: section.features,
    fundamentals: replaced(section.fundamentals, at, (name) => fundamentals[name]),
    ...(section.yields && yields && { yields: replaced(section.yields, at, (name) => yields[name]) }),
    age: { ...all.age, prices: section.age.prices },
    secondary: { ...all.secondary, prices: section.secondary.prices },
  };
}

/** Returns the cross-section with all inputs of the stock taken from another day that is derived for the same method. */
export function withInputs({ section, at }: StockOf, other: StockOf): CrossSection {
  const from = other.section;
  const taken = <Name extends string>(columns: Columns<Name>, others: Columns<Name>): Columns<Name> =>
    replaced(columns, at, (name) => others[name][other.at]);
  const { yields, ruledZero } = section;
  return {
    ...section,
    features: taken(section.features, from.features),
    fundamentals: taken(section.fundamentals, from.fundamentals),
    ...(yields && from.yields && { yields: taken(yields, from.yields) }),
    ...(ruledZero && from.ruledZero && { ruledZero: ruled(ruledZero, from.ruledZero, at, other.at) }),
    ownership: taken(section.ownership, from.ownership),
    events: taken(section.events, from.events),
    meetingSide: section.meetingSide.with(at, from.meetingSide[other.at]),
    age: taken(section.age, from.age),
    secondary: taken(section.secondary, from.secondary),
  };
}

/** Returns copies of columns in which one stock has other values. */
function replaced<Name extends string>(
  columns: Columns<Name>,
  at: number,
  valueOf: (name: Name) => number,
): Columns<Name> {
  const names = Object.keys(columns) as Name[];
  return Object.fromEntries(names.map((name) => [name, columns[name].with(at, valueOf(name))])) as Record<
    Name,
    Float64Array
  >;
}

type Ruled = NonNullable<CrossSection['ruledZero']>;

function ruled(columns: Ruled, from: Ruled, at: number, fromAt: number): Ruled {
  const names = Object.keys(columns) as (keyof Ruled)[];
  return Object.fromEntries(
    names.map((name) => [name, columns[name].with(at, from[name][fromAt])]),
  ) as Record<keyof Ruled, Uint8Array>;
}

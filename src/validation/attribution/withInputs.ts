import type { Columns, CrossSection } from '../../scoring/crossSection.js';
import type { FundamentalName } from '../../scoring/names.js';
import type { StockOf } from './stockOf.js';

/** Returns the cross-section with the facts of the stock taken from another day, and its prices as they are. */
export function withFacts(
  { section, at }: StockOf,
  other: StockOf,
  fundamentals: Readonly<Record<FundamentalName, number>>,
): CrossSection {
  const from = other.section;
  return {
    ...section,
    fundamentals: replaced(section.fundamentals, at, (name) => fundamentals[name]),
    ownership: replaced(section.ownership, at, (name) => from.ownership[name][other.at]),
    events: replaced(section.events, at, (name) => from.events[name][other.at]),
    meetingSide: section.meetingSide.with(at, from.meetingSide[other.at]),
    age: { ...takenFrom(section.age, from.age, at, other.at), prices: section.age.prices },
    secondary: { ...takenFrom(section.secondary, from.secondary, at, other.at), prices: section.secondary.prices },
  };
}

/** Returns the cross-section with all inputs of the stock taken from another day. */
export function withInputs({ section, at }: StockOf, other: StockOf): CrossSection {
  const from = other.section;
  return {
    ...section,
    features: takenFrom(section.features, from.features, at, other.at),
    fundamentals: takenFrom(section.fundamentals, from.fundamentals, at, other.at),
    ownership: takenFrom(section.ownership, from.ownership, at, other.at),
    events: takenFrom(section.events, from.events, at, other.at),
    meetingSide: section.meetingSide.with(at, from.meetingSide[other.at]),
    age: takenFrom(section.age, from.age, at, other.at),
    secondary: takenFrom(section.secondary, from.secondary, at, other.at),
  };
}

function takenFrom<Name extends string>(
  columns: Columns<Name>,
  from: Columns<Name>,
  at: number,
  fromAt: number,
): Columns<Name> {
  return replaced(columns, at, (name) => from[name][fromAt]);
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

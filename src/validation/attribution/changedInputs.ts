import type { CrossSection } from '../../scoring/crossSection.js';
import type { StockOf } from './stockOf.js';

/** An input of a stock that differs. NaN is null. */
export interface ChangedInput {
  /** As sentences name it: the name of the metric, or a few words. */
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

const EVENTS: Readonly<Record<keyof CrossSection['events'], string>> = {
  meeting: 'days to the nearest results or board meeting',
  auditor: 'days since the last event of the auditor',
  board: 'days since the last resignation from the board',
};

/** Returns which fundamentals and holdings of a stock differ. */
export function changedFigures(before: StockOf, after: StockOf): ChangedInput[] {
  return [
    ...changedIn(before, after, ({ fundamentals }) => fundamentals),
    ...changedIn(before, after, ({ yields }) => yields ?? {}),
    ...changedIn(
      before,
      after,
      ({ ruledZero }) => ruledZero ?? {},
      (name) => `rule that ${name} scores 0`,
    ),
    ...changedIn(before, after, ({ ownership }) => ownership),
  ];
}

/** Returns which distances to events, and ages of facts, differ. Ages also change with the passing of time alone. */
export function changedAges(before: StockOf, after: StockOf): ChangedInput[] {
  return [
    ...changedIn(
      before,
      after,
      ({ events }) => events,
      (name) => EVENTS[name],
    ),
    ...changedIn(
      before,
      after,
      ({ age }) => age,
      (name) => `age of ${name}`,
    ).filter(({ name }) => name !== PRICES),
    ...changedIn(
      before,
      after,
      ({ secondary }) => secondary,
      (name) => `source of ${name}`,
    ).filter(({ name }) => name !== SOURCE),
  ];
}

const PRICES = 'age of prices';
const SOURCE = 'source of prices';

/** Returns which features of a stock differ. */
export const changedFeatures = (before: StockOf, after: StockOf): ChangedInput[] =>
  changedIn(before, after, ({ features }) => features);

/** Whether any input of a stock differs. */
export function hasChanged(before: StockOf, after: StockOf): boolean {
  const groups = [
    ({ features }: CrossSection) => features,
    ({ fundamentals }: CrossSection) => fundamentals,
    ({ yields }: CrossSection) => yields ?? {},
    ({ ruledZero }: CrossSection) => ruledZero ?? {},
    ({ ownership }: CrossSection) => ownership,
    ({ events }: CrossSection) => events,
    ({ age }: CrossSection) => age,
    ({ secondary }: CrossSection) => secondary,
  ];
  return groups.some((columnsOf) => changedIn<string>(before, after, columnsOf).length > 0);
}

function changedIn<Name extends string>(
  before: StockOf,
  after: StockOf,
  columnsOf: (section: CrossSection) => Readonly<Partial<Record<Name, Float64Array | Uint8Array>>>,
  nameOf: (name: Name) => string = (name) => name,
): ChangedInput[] {
  const [old, now] = [columnsOf(before.section), columnsOf(after.section)];
  return (Object.keys(now) as Name[]).flatMap((name) => {
    const change = {
      name: nameOf(name),
      before: valueIn(old[name], before.at),
      after: valueIn(now[name], after.at),
    };
    return Object.is(change.before, change.after) ? [] : [change];
  });
}

const valueIn = (column: Float64Array | Uint8Array | undefined, at: number): number => column?.[at] ?? NaN;

import type { DayInputs } from '../market/crossSection.js';
import type { Day } from '../scoring/names.js';
import { Handover } from './handover.js';

/** How many days one transaction stores: while PostgreSQL stores twenty, the next twenty are derived. */
const DAYS_AT_ONCE = 20;

/** What is derived from a day, such as its scores, and where that is stored. */
export interface Derivation<Derived> {
  /**
   * Derives one day.
   *
   * @param handover of the days derived before: a derivation that reads what they store must flush it first
   */
  readonly derive: (day: Day, inputs: DayInputs, handover: Handover<Derived>) => Promise<Derived>;
  /** Stores days in the order in which they were derived, all or none of them. */
  readonly store: (derived: readonly Derived[]) => Promise<void>;
}

export interface DeriveOptions {
  /** Called after each day with how many are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Derives days one after the other, and stores them in groups while the next ones are derived. It resolves when
 * all of them are stored.
 *
 * @param inputsOf loads what a day is derived from; null: the day is passed over
 */
export async function deriveDays<Derived>(
  days: readonly Day[],
  inputsOf: (day: Day) => Promise<DayInputs | null>,
  derivation: Derivation<Derived>,
  { onProgress }: DeriveOptions = {},
): Promise<void> {
  const handover = new Handover<Derived>((group) => derivation.store(group), DAYS_AT_ONCE);
  for (const [done, day] of days.entries()) {
    onProgress?.(done, days.length);
    const inputs = await inputsOf(day);
    if (inputs === null) continue;
    await handover.sendOut();
    await handover.add(await derivation.derive(day, inputs, handover));
    await handover.sendOut();
  }
  await handover.flush();
  onProgress?.(days.length, days.length);
}

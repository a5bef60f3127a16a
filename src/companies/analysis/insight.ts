/** A number with its name; null where it is not known. Shares, growth, margins and returns are fractions. */
export interface NamedNumber {
  readonly name: string;
  readonly value: number | null;
}

/** What a rule found, in a sentence with its numbers. */
export interface Insight {
  /** The name of the rule, such as HIGH_CONCENTRATION: it stays the same when its sentence changes. */
  readonly rule: string;
  readonly sentence: string;
  /** The numbers that fired the rule. */
  readonly numbers: readonly NamedNumber[];
}

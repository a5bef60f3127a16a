import type { RuleOutcome } from '../../validation/figures/validationFigures.js';

/** A rule as the schema has it: null where bands were not moved by it, because it is no single guardrail. */
export interface ServedRule extends Omit<RuleOutcome, 'movedVsKept'> {
  readonly movedVsKept: RuleOutcome['movedVsKept'] | null;
}

/** Returns rules as the schema has them. */
export const servedRules = (rules: readonly RuleOutcome[]): readonly ServedRule[] =>
  rules.map((rule) => (rule.guardrail === null ? { ...rule, movedVsKept: null } : rule));

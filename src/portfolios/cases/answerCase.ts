import { UserError } from '../../userError.js';
import { textOf } from '../optimiser/requireExact.js';
import { journalCase } from './journalCase.js';
import { modelCase } from './modelCase.js';
import { rebalanceCase } from './rebalanceCase.js';
import { riskCase } from './riskCase.js';
import { valuationCase } from './valuationCase.js';

/** Answers the input of a case. @throws UserError where the input is refused */
export type CaseKind = (input: unknown) => object;

/** What a case may be about. */
const KINDS: Readonly<Record<string, CaseKind>> = {
  rebalance: rebalanceCase,
  model: modelCase,
  valuation: valuationCase,
  journal: journalCase,
  risk: riskCase,
};

/**
 * Answers a case: an object with an `input`, or the input itself, with its `kind`. What is computed is plain JSON, with exact
 * decimals as texts. An input that is refused is answered, too, with status REFUSED.
 *
 * @throws UserError where it is no case
 */
export function answerCase(given: unknown): object {
  const input = objectOf(given) && 'input' in given ? given.input : given;
  if (!objectOf(input))
    throw new UserError(`Expected a case as an object with its input, got ${textOf(input)}.`);
  const kind = 'kind' in input ? input.kind : undefined;
  const answer = typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (answer === undefined) {
    throw new UserError(
      `Expected the kind of the case as one of ${Object.keys(KINDS).join(', ')}, got ${textOf(kind)}.`,
    );
  }
  try {
    return answer(input);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const refused = { status: 'REFUSED', message: error.message };
    return kind === 'rebalance' ? { ...refused, reason: 'VALIDATION', transactions: [] } : refused;
  }
}

const objectOf = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

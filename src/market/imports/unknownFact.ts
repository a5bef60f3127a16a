import { shown } from '../../shown.js';
import { withdrawals } from '../datasets/withdrawals.js';
import type { Withdrawal } from '../facts.js';
import type { Refusal } from './refusal.js';

/** Returns the refusal of a withdrawal of which no fact is known. */
export function unknownFact(file: string, line: number, withdrawal: Withdrawal): Refusal {
  const value = shown(withdrawals.keyOf(withdrawal));
  const reason = 'expected the key of a fact that is known, got one of none: check the columns of the key';
  return { file, line, column: 'dataset', value, rule: 'UNKNOWN_VALUE', reason };
}

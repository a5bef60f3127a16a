import { GUARDRAILS } from '../scoring/names.js';

/** Returns the names of the guardrails that fired, in their order, with a blank between them; null: none did. */
export function firedNames(fired: number): string | null {
  return GUARDRAILS.filter((_, k) => (fired & (1 << k)) !== 0).join(' ') || null;
}

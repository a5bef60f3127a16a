import type { MethodParameters } from '../../scoring/method.js';
import type { Described } from './described.js';

/** Writes what a parameter is in the default method, and in parentheses what it is in the other one where that differs. */
export function inBoth(
  { current, former }: Described,
  write: (parameters: MethodParameters) => string,
): string {
  const [text, other] = [write(current), write(former)];
  return text === other ? text : `${text} (${former.name}: ${other})`;
}

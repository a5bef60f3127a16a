import { UserError } from '../userError.js';
import type { MethodProblem } from './methodRules.js';

/** The error for a file of a method that cannot be used; it names the path of every faulty key. */
export class MethodError extends UserError {
  override readonly name = 'MethodError';
  constructor(
    readonly file: string,
    readonly problems: readonly MethodProblem[],
  ) {
    const lines = problems.map(({ path, problem }) => `  ${path}: ${problem}`);
    super(`The method file ${file} cannot be used:\n${lines.join('\n')}\nFix the file; nothing was scored.`);
  }
}

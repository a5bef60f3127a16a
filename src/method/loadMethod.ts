import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { canonicalJson } from '../canonicalJson.js';
import { fileFault } from '../fileFault.js';
import type { Method, MethodParameters, Thresholds, ThresholdSet } from '../scoring/method.js';
import { UserError } from '../userError.js';
import { methodFile } from './methodFile.js';
import { brokenRules, type MethodProblem } from './methodRules.js';

/** The method file that is used where no other one is given. */
export const DEFAULT_METHOD = fileURLToPath(new URL('../../config/method.yaml', import.meta.url));

/** The error for a method file that cannot be used; it names the path of every faulty key. */
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

/**
 * Reads, validates and hashes a method file.
 *
 * @param set the threshold set that is in force
 * @throws UserError where the file cannot be read, MethodError where it cannot be used
 */
export async function loadMethod(file = DEFAULT_METHOD, set: ThresholdSet = 'production'): Promise<Method> {
  return compileMethod(parseMethod(await readMethodFile(file), file), set);
}

/**
 * Reads the text of a method file.
 *
 * @throws UserError where it cannot be read
 */
export async function readMethodFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Expected a method file at ${file}, but it cannot be read: ${fileFault(error)}.`);
  });
}

/**
 * Parses the text of a method file.
 *
 * @param file the name of the file in errors
 * @throws MethodError with the path of every faulty key
 */
export function parseMethod(text: string, file: string): MethodParameters {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new MethodError(
      file,
      document.errors.map(({ message }) => ({ path: '(YAML)', problem: message })),
    );
  }
  const parsed = methodFile.safeParse(plain(document, file), { reportInput: true });
  if (!parsed.success) throw new MethodError(file, parsed.error.issues.flatMap(problemsOf));
  const parameters = parsed.data as MethodParameters;
  const broken = brokenRules(parameters);
  if (broken.length > 0) throw new MethodError(file, broken);
  return parameters;
}

/** Puts one threshold set in force. The other set is not part of the method's hash. */
export function compileMethod(parameters: MethodParameters, set: ThresholdSet): Method {
  return methodInForce(parameters, parameters.thresholds[set]);
}

/** Puts thresholds in force that the file need not have. */
export function methodInForce(parameters: MethodParameters, thresholds: Thresholds): Method {
  const inForce = canonicalJson({ ...parameters, thresholds });
  const hash = createHash('sha256').update(inForce).digest('hex');
  return { name: parameters.name, hash, parameters, thresholds };
}

/** Converts YAML to plain values; only this finds an alias without an anchor. */
function plain(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new MethodError(file, [{ path: '(YAML)', problem: (error as Error).message }]);
  }
}

type Issue = NonNullable<ReturnType<typeof methodFile.safeParse>['error']>['issues'][number];

function problemsOf(issue: Issue): MethodProblem[] {
  const path = issue.path.join('.') || '(file)';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      problem: 'unknown key, remove it or fix its spelling',
    }));
  }
  const expected = expectedOf(issue);
  const isMissing = issue.path.length > 0 && issue.input === undefined && issue.code !== 'custom';
  return [{ path, problem: isMissing ? `missing key, ${expected}` : expected }];
}

function expectedOf(issue: Issue): string {
  const got = issue.input === undefined ? '' : `, got ${JSON.stringify(issue.input)}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}${got}`;
    case 'invalid_value':
      return `expected one of ${issue.values.join(', ')}${got}`;
    case 'invalid_union':
      return `expected SECTOR_MEDIAN, or a table with a default${got}`;
    default:
      return issue.message;
  }
}

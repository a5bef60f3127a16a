import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { MethodError } from './methodError.js';
import type { MethodProblem } from './methodRules.js';

/**
 * Parses the text of a file of parameters.
 *
 * @param file the name of the file in errors
 * @param shape what the file has to look like
 * @param brokenRules returns what is wrong between the numbers of a file of that shape
 * @throws MethodError with the path of every faulty key
 */
export function parseParameters<Parameters>(
  text: string,
  file: string,
  shape: z.ZodType,
  brokenRules: (parameters: Parameters) => readonly MethodProblem[],
): Parameters {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    throw new MethodError(
      file,
      document.errors.map(({ message }) => ({ path: '(YAML)', problem: message })),
    );
  }
  const parsed = shape.safeParse(plain(document, file), { reportInput: true });
  if (!parsed.success) throw new MethodError(file, parsed.error.issues.flatMap(problemsOf));
  const parameters = parsed.data as Parameters;
  const broken = brokenRules(parameters);
  if (broken.length > 0) throw new MethodError(file, broken);
  return parameters;
}

/** Converts YAML to plain values; only this finds an alias without an anchor. */
function plain(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new MethodError(file, [{ path: '(YAML)', problem: (error as Error).message }]);
  }
}

type Issue = z.ZodError['issues'][number];

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

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { canonicalHash } from '../canonicalHash.js';
import { fileFault } from '../fileFault.js';
import type { Method, MethodParameters, Thresholds, ThresholdSet } from '../scoring/method.js';
import { UserError } from '../userError.js';
import { methodFile } from './methodFile.js';
import { brokenRules } from './methodRules.js';
import { parseParameters } from './parseParameters.js';

/** The method file that is used where no other one is given. */
export const DEFAULT_METHOD = fileURLToPath(new URL('../../config/method.yaml', import.meta.url));

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
 * @param what the file is, in errors
 * @throws UserError where it cannot be read
 */
export async function readMethodFile(file: string, what = 'a method file'): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`Expected ${what} at ${file}, but it cannot be read: ${fileFault(error)}.`);
  });
}

/**
 * Parses the text of a method file.
 *
 * @param file the name of the file in errors
 * @throws MethodError with the path of every faulty key
 */
export function parseMethod(text: string, file: string): MethodParameters {
  return parseParameters(text, file, methodFile, brokenRules);
}

/** Puts one threshold set in force. The other set is not part of the method's hash. */
export function compileMethod(parameters: MethodParameters, set: ThresholdSet): Method {
  return methodInForce(parameters, parameters.thresholds[set]);
}

/** Puts thresholds in force that the file need not have. */
export function methodInForce(parameters: MethodParameters, thresholds: Thresholds): Method {
  const hash = canonicalHash({ ...parameters, thresholds });
  return { name: parameters.name, hash, parameters, thresholds };
}

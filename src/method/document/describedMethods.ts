import { fileURLToPath } from 'node:url';
import { loadMethod } from '../loadMethod.js';
import type { Described } from './described.js';

const FORMER_METHOD = fileURLToPath(new URL('../../../config/method-1.0.yaml', import.meta.url));

/** Reads the parameters of the two shipped methods, which docs/method.md describes. */
export async function describedMethods(): Promise<Described> {
  const [current, former] = await Promise.all([loadMethod(), loadMethod(FORMER_METHOD)]);
  return { current: current.parameters, former: former.parameters };
}

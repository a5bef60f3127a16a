import { fileURLToPath } from 'node:url';
import { loadMethod } from '../loadMethod.js';
import type { Described } from './described.js';

const LATER_METHOD = fileURLToPath(new URL('../../../config/method-2.0.yaml', import.meta.url));
const FORMER_METHOD = fileURLToPath(new URL('../../../config/method-1.0.yaml', import.meta.url));

/** Reads the parameters of the shipped methods, which docs/method.md describes. */
export async function describedMethods(): Promise<Described> {
  const files = [undefined, FORMER_METHOD, LATER_METHOD];
  const [current, former, later] = await Promise.all(files.map((file) => loadMethod(file)));
  return { current: current.parameters, former: former.parameters, later: later.parameters };
}

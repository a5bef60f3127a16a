import { z } from 'zod';
import type { Setting } from './setting.js';

interface Choice<Name extends string> {
  readonly default: NoInfer<Name>;
  readonly description: string;
}

/** A setting that holds one of the names. */
export function oneOf<const Name extends string>(
  variable: string,
  names: readonly [Name, ...Name[]],
  choice: Choice<Name>,
): Setting<Name> {
  return { variable, schema: z.enum(names), expected: `one of ${names.join(', ')}`, ...choice };
}

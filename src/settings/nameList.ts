import { z } from 'zod';
import type { Setting } from './setting.js';

/** A setting that holds names separated by commas; there are none by default. */
export function nameList(variable: string, description: string): Setting<readonly string[]> {
  return {
    variable,
    schema: z.string().transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    ),
    isFree: true,
    expected: 'names separated by commas',
    default: '',
    description,
  };
}

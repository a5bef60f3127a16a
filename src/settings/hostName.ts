import { isIPv6 } from 'node:net';
import { z } from 'zod';
import type { Setting } from './setting.js';

/** A setting that holds an address to listen on: that of this machine by default. */
export function hostName(variable: string, description: string): Setting<string> {
  return {
    variable,
    schema: z.string().refine((text) => /^[\w.-]+$/.test(text) || isIPv6(text)),
    expected: 'a host name or an address',
    default: '127.0.0.1',
    description,
    remedy: (text) => (/[:/[\]]/.test(text) ? 'leave out scheme, port, path and brackets' : undefined),
  };
}

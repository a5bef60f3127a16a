import { isIP } from 'node:net';
import { z } from 'zod';
import type { Section, ValuesOf } from './section.js';

const listed = (text: string): readonly string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Where alerts may be sent to (docs/alerts.md). */
export const webhooks = {
  title: 'Webhooks',
  settings: {
    ports: {
      variable: 'WEBHOOK_PORTS',
      schema: z
        .string()
        .transform(listed)
        .pipe(
          z
            .array(
              z
                .string()
                .regex(/^\d{1,5}$/)
                .transform(Number)
                .pipe(z.int().min(1).max(65_535)),
            )
            .min(1),
        )
        .transform((ports): readonly number[] => ports),
      isFree: true,
      expected: 'ports from 1 to 65535, separated by commas',
      default: '443',
      description: 'The ports that the addresses of webhooks may have, separated by commas.',
    },
    /** In lower case; IPv6 addresses without brackets. */
    allowedHosts: {
      variable: 'WEBHOOK_ALLOWED_HOSTS',
      schema: z
        .string()
        .transform((text) => listed(text.toLowerCase()))
        .refine((hosts) =>
          hosts.every((host) => isIP(host) !== 0 || /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(host)),
        )
        .transform((hosts): readonly string[] => hosts),
      isFree: true,
      expected: 'host names or addresses without scheme and port, separated by commas',
      default: '',
      description:
        'Hosts of webhooks that may have any address, such as one of your own network, and that may be sent to by http, too, separated by commas; all others need https and an address of the public internet.',
    },
  },
} satisfies Section;

export type WebhookSettings = ValuesOf<typeof webhooks>;

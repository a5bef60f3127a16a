import { z } from 'zod';
import { nameList } from './nameList.js';
import { oneOf } from './oneOf.js';
import type { Section, ValuesOf } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** How requests are answered. */
export const http = {
  title: 'HTTP',
  settings: {
    allowedOrigins: nameList(
      'ALLOWED_ORIGINS',
      'Origins of other sites whose pages may read answers, separated by commas, such as https://app.example.com; if unset, those of this machine (localhost, 127.0.0.1 and [::1], any port) outside of production on a loopback HOST without TRUSTED_HOSTS and TRUSTED_PROXIES, and none elsewhere.',
    ),
    trustedHosts: nameList(
      'TRUSTED_HOSTS',
      'Host names that requests may name in their Host header, separated by commas; if unset, localhost, 127.0.0.1 and [::1] on a loopback HOST, and any on another one.',
    ),
    trustedProxies: nameList(
      'TRUSTED_PROXIES',
      'Addresses or networks of proxies, separated by commas, whose X-Forwarded-For header names the caller.',
    ),
    basePath: {
      variable: 'BASE_PATH',
      // A path that begins with one of ours could be read in two ways.
      schema: z
        .string()
        .regex(/^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/)
        .regex(/^(?!\/(?:graphql|playground|downloads|health|metrics)(?:\/|$))/),
      expected:
        'a path such as /greyoak, without a slash at its end, that does not begin with graphql, playground, downloads, health or metrics',
      default: '',
      description:
        'The path below which a proxy serves the service, such as /greyoak for https://example.com/greyoak/graphql; if unset, the root.',
    },
    cacheBytes: wholeNumber('CACHE_BYTES', {
      least: 0,
      most: 16 * 2 ** 30,
      default: 64 * 2 ** 20,
      unit: 'bytes',
      description: 'How much memory answers may take that are kept to be sent again; 0 keeps none.',
    }),
    closedSessionMaxAge: wholeNumber('CLOSED_SESSION_MAX_AGE', {
      least: 0,
      most: 31_536_000,
      default: 3600,
      unit: 'seconds',
      description:
        'How long clients may reuse answers to GET about sessions before the newest one without asking again.',
    }),
    introspection: oneOf('INTROSPECTION', ['on', 'off'], {
      default: 'on',
      description:
        'Whether operations may ask for the schema (__schema, __type, _service); off also leaves suggestions out of errors.',
    }),
    /** Undefined allows every operation. */
    persistedOperations: {
      variable: 'PERSISTED_OPERATIONS',
      schema: z.string().transform((path) => (path === '' ? undefined : path)),
      expected: 'a path',
      default: '',
      description: 'A JSON file of the only operations that are executed; if unset, all are.',
    },
  },
} satisfies Section;

export type HttpSettings = ValuesOf<typeof http>;

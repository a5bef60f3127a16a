import { z } from 'zod';
import { hostName } from './hostName.js';
import { oneOf } from './oneOf.js';
import type { Section } from './section.js';
import type { Setting } from './setting.js';
import { wholeNumber } from './wholeNumber.js';

const LEAST_TOKEN = 32;

/** Null where no token is set. */
const metricsToken: Setting<string | null> = {
  variable: 'METRICS_TOKEN',
  schema: z
    .string()
    // As RFC 6750 writes a bearer token.
    .regex(/^([\w.~+/-]{32,}=*)?$/)
    .transform((token) => (token === '' ? null : token)),
  expected: `at least ${LEAST_TOKEN} letters, digits and signs of -._~+/, such as openssl rand -hex 32 prints`,
  default: '',
  description:
    'A secret of at least 32 characters, with which Prometheus may read /metrics and /health of a closed service; a key with OPERATIONS_READ may, too.',
  redact: (token) => `a text of ${token.length} characters that does not fit`,
};

/** The process: where it listens, what it does and what it logs. */
export const server = {
  title: 'The process',
  settings: {
    port: wholeNumber('PORT', {
      least: 0,
      most: 65_535,
      default: 4000,
      description: 'The port of the HTTP server; with 0 the system chooses one.',
    }),
    host: hostName('HOST', 'The address to listen on; 0.0.0.0 stands for every IPv4 address of the machine.'),
    /** Null serves metrics at the port of the service, if at all. */
    metricsPort: {
      variable: 'METRICS_PORT',
      schema: z
        .string()
        .regex(/^\d{0,5}$/)
        .transform((text) => (text === '' ? null : Number(text)))
        .pipe(z.int().max(65_535).nullable()),
      expected: 'a port from 0 to 65535',
      default: '',
      description:
        'A port of its own for /metrics and /health; if unset, /metrics is at PORT, and only on a loopback HOST without TRUSTED_PROXIES.',
    },
    metricsHost: hostName('METRICS_HOST', 'The address to listen on at METRICS_PORT.'),
    metricsToken,
    role: oneOf('ROLE', ['all', 'api', 'worker'], {
      default: 'all',
      description:
        'What the process does: api answers requests, worker runs queued jobs and serves only health and metrics, all does both.',
    }),
    logLevel: oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      default: 'info',
      description: 'The least severe messages that are logged; silent logs none.',
    }),
    nodeEnv: oneOf('NODE_ENV', ['production', 'development', 'test'], {
      default: 'development',
      description: 'The environment that Apollo Server is told it runs in.',
    }),
  },
} satisfies Section;

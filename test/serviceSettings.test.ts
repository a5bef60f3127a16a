import { describe, expect, test } from '@jest/globals';
import { readServiceSettings } from '../src/serviceSettings.js';
import { UserError } from '../src/userError.js';
import { TEST_AUTH_KEY } from './support/access/testAuthKey.js';

const [FIRST, LAST] = [
  'These environment variables cannot be used:',
  'Fix or unset them; .env.example has every variable with its default.',
];

/** Returns the faults that are listed, each with its variable. */
function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readServiceSettings(env);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const lines = error.message.split('\n');
    expect([lines.at(0), lines.at(-1)]).toEqual([FIRST, LAST]);
    return lines.slice(1, -1).map((line) => line.replace(/^ {2}/, ''));
  }
  return [];
}

const RESERVED =
  'DATABASE_URL: expected a URL that starts with postgres:// or postgresql://, got postgres://… (the rest may hold a ' +
  'password): the user or the password holds a reserved sign: encode it with %, that is @ as %40, / as %2F, : as %3A, # ' +
  'as %23, ? as %3F and % as %25';
const URL_FAULT =
  'DATABASE_URL: expected a URL that starts with postgres:// or postgresql://, got postgres://… (the rest may hold a ' +
  'password): ';
const UNREADABLE =
  'DATABASE_URL: expected a URL that starts with postgres:// or postgresql://, got postgres://… (the rest may hold a ' +
  'password): write it as postgres://user:password@host:port/database, with a port from 1 to 65535';
const PROXIES = (got: string, why = `invalid IP address: ${got}`) =>
  'Expected TRUSTED_PROXIES to hold addresses or networks, for example "10.0.0.1", "10.0.0.0/8" or "loopback", got ' +
  `"${got}" among them (${why}): write no names, schemes or ports, and commas between them.`;

/** Of a closed service. */
const CLOSED = { AUTH_KEY: TEST_AUTH_KEY, ACCESS: 'closed' };
const url = (password: string) => ({ ...CLOSED, DATABASE_URL: `postgres://oak:${password}@db:5432/scores` });

const WRONG: readonly (readonly [
  what: string,
  env: Readonly<Record<string, string>>,
  faults: readonly string[],
])[] = [
  ['@ in the password', url('hush@word'), [RESERVED]],
  ['/ in the password', url('hush/word'), [RESERVED]],
  [': in the password', url('hush:word'), [RESERVED]],
  ['# in the password', url('hush#word'), [RESERVED]],
  ['? in the password', url('hush?word'), [RESERVED]],
  ['% in the password', url('hush%word'), [RESERVED]],
  ['all of them', url('hu@s/h:w#o?r%d'), [RESERVED]],
  ['digits and / in the password', url('12/hushword'), [RESERVED]],
  [
    'the same in the URL of the owner',
    { MIGRATION_DATABASE_URL: 'postgres://oak:hush@word@db/scores' },
    [RESERVED.replace('DATABASE_URL', 'MIGRATION_DATABASE_URL')],
  ],
  ['a port that is none', { ...CLOSED, DATABASE_URL: 'postgres://oak:hush@db:5432x/scores' }, [UNREADABLE]],
  ['a port beyond the last', { ...CLOSED, DATABASE_URL: 'postgres://oak:hush@db:65536/s' }, [UNREADABLE]],
  ['a name of a proxy', { TRUSTED_PROXIES: '10.0.0.1,proxy.example.com' }, [PROXIES('proxy.example.com')]],
  [
    'a network that is none',
    { TRUSTED_PROXIES: '10.0.0.0/33' },
    [PROXIES('10.0.0.0/33', 'invalid range on address: 10.0.0.0/33')],
  ],
  ['blanks between proxies', { TRUSTED_PROXIES: '10.0.0.1 10.0.0.2' }, [PROXIES('10.0.0.1 10.0.0.2')]],
  ['a proxy with a port', { TRUSTED_PROXIES: '10.0.0.1:80' }, [PROXIES('10.0.0.1:80')]],
  [
    'production without a store',
    { NODE_ENV: 'production' },
    [
      'Expected DATABASE_URL, because NODE_ENV is production, got none: set it, or name the folder of an embedded ' +
        'PostgreSQL by GREYOAK_HOME.',
    ],
  ],
  [
    'production with a misspelt store',
    { NODE_ENV: 'production', GREYOAK_HOME: '/srv/oak', DATABASE_ULR: 'postgres://oak:hush@db/scores' },
    ['Expected DATABASE_URL, got DATABASE_ULR: write the name as we do, or unset it.'],
  ],
  [
    'a misspelt production',
    { NODE_EVN: 'production' },
    ['Expected NODE_ENV, got NODE_EVN: write the name as we do, or unset it.'],
  ],
  [
    'open access to others',
    { ACCESS: 'open', HOST: '0.0.0.0' },
    [
      'Expected ACCESS=closed, got ACCESS=open while HOST is 0.0.0.0, which others may reach: in open mode each caller ' +
        'is an administrator. Set ACCESS=closed and make API keys, or let only this machine reach the service.',
    ],
  ],
  [
    'a store without a key',
    { DATABASE_URL: 'postgres://oak:hush@db/scores' },
    [
      'Expected AUTH_KEY, because DATABASE_URL is set and access is closed, got none: make one with "openssl rand ' +
        '-base64 32", keep it with the passwords of the database, and give it to all processes.',
    ],
  ],
  ...['010.0.0.1', '10.1', '167772161', '0x7f000001', '1'].map(
    (proxy) => [`the proxy ${proxy}`, { TRUSTED_PROXIES: proxy }, [PROXIES(proxy)]] as const,
  ),
  ...['\r', '\n', '\u0000', '\u001B'].map(
    (sign) =>
      [
        `the control character ${JSON.stringify(sign)}`,
        {
          ...CLOSED,
          AUTH_KEY: `${TEST_AUTH_KEY}${sign}`,
          PORT: `80${sign}`,
          GREYOAK_HOME: `/srv/oak${sign}`,
        },
        [
          'PORT: expected a whole number from 0 to 65535, got "80\uFFFD"',
          'GREYOAK_HOME: expected a path, got "/srv/oak\uFFFD"',
          'AUTH_KEY: expected 32 random bytes as base64, as "openssl rand -base64 32" makes them, got another text of ' +
            '45 characters',
        ].map((text) => `${text}: leave out the control character, and save the file with Unix line ends`),
      ] as const,
  ),
  [
    'quotation marks',
    {
      ...CLOSED,
      HOST: "'localhost'",
      GREYOAK_HOME: '"/srv/oak"',
      DATABASE_URL: '"postgres://oak:hush@db/scores"',
    },
    [
      `HOST: expected a host name or an address, got "'localhost'"`,
      'DATABASE_URL: expected a URL that starts with postgres:// or postgresql://, got a text without this scheme',
      'GREYOAK_HOME: expected a path, got ""/srv/oak""',
    ].map((text) => `${text}: leave out the quotation marks around it`),
  ],
  [
    'blanks around',
    { PORT: ' 80', GREYOAK_HOME: ' ', EXPORTS_FOLDER: '/srv/exports ' },
    [
      'PORT: expected a whole number from 0 to 65535, got " 80"',
      'GREYOAK_HOME: expected a path, got " "',
      'EXPORTS_FOLDER: expected a path, got "/srv/exports "',
    ].map((text) => `${text}: leave out the blanks around it`),
  ],
  ...['http://localhost', '127.0.0.1:4000', '[::1]', 'localhost/'].map(
    (host) =>
      [
        `the host ${host}`,
        { HOST: host, METRICS_HOST: host, ACCESS: 'closed' },
        ['HOST', 'METRICS_HOST'].map(
          (name) =>
            `${name}: expected a host name or an address, got "${host}": leave out scheme, port, path and brackets`,
        ),
      ] as const,
  ),
  ...['sslmode=enable', 'sslmode=', 'sslmode=VERIFY-FULL', 'sslmode=allow', 'sslmode=disable&sslmode=on'].map(
    (query) =>
      [
        `the parameter ${query}`,
        { ...CLOSED, DATABASE_URL: `postgres://oak:hush@db/scores?${query}` },
        [`${URL_FAULT}let sslmode be one of disable, prefer, require, verify-ca, verify-full, no-verify`],
      ] as const,
  ),
  ...[
    ['ssl_mode', 'sslmode'],
    ['SSLMODE', 'sslmode'],
    ['sslmod', 'sslmode'],
    ['sslrootcrt', 'sslrootcert'],
  ].map(
    ([given, meant]) =>
      [
        `the parameter ${given}`,
        { ...CLOSED, DATABASE_URL: `postgres://oak:hush@db/scores?${given}=require` },
        [`${URL_FAULT}write the name of the parameter ${meant} as we do`],
      ] as const,
  ),
  ['a port of 0', { ...CLOSED, DATABASE_URL: 'postgres://oak:hush@db:0/s' }, [UNREADABLE]],
  [
    'a port beyond the last as a parameter',
    { ...CLOSED, DATABASE_URL: 'postgres://oak@db/s?port=65536' },
    [UNREADABLE],
  ],
  [
    'a blank in the password',
    url('hush word'),
    [`${URL_FAULT}leave no blanks in it, and write one in a password as %20`],
  ],
  [
    'a pattern of origins',
    { ALLOWED_ORIGINS: 'https://*.example.com' },
    [
      'Expected an origin as browsers send it, for example "https://app.example.com", got "https://*.example.com": name ' +
        'each origin, "*" and patterns are not taken.',
    ],
  ],
  ['another sample', { SAMPLE: 'yes' }, ['SAMPLE: expected one of on, off, got "yes"']],
  [
    'an origin with a path',
    { ALLOWED_ORIGINS: 'https://app.example.com/' },
    [
      'Expected an origin as browsers send it, for example "https://app.example.com", got "https://app.example.com/": ' +
        'write "https://app.example.com".',
    ],
  ],
  [
    'a pattern of hosts',
    { TRUSTED_HOSTS: '*.example.com' },
    [
      'Expected a trusted host as "example.com", "example.com:4000" or "[::1]", got "*.example.com": leave out scheme, ' +
        'path and patterns.',
    ],
  ],
  [
    'several faults',
    { PORT: 'http', TRUSTED_PROXIES: 'nginx', ACCESS: 'open', HOST: '0.0.0.0', NODE_ENV: 'production' },
    [
      'PORT: expected a whole number from 0 to 65535, got "http"',
      'Expected DATABASE_URL, because NODE_ENV is production, got none: set it, or name the folder of an embedded ' +
        'PostgreSQL by GREYOAK_HOME.',
      'Expected ACCESS=closed, got ACCESS=open while NODE_ENV is production: in open mode each caller is an ' +
        'administrator. Set ACCESS=closed and make API keys, or let only this machine reach the service.',
      PROXIES('nginx'),
    ],
  ],
];

describe('readServiceSettings', () => {
  test.each(WRONG)('refuses %s, and shows no part of a password', (_, env, faults) => {
    const found = faultsOf(env);
    expect(found).toEqual(faults);
    expect(found.join('\n')).not.toMatch(/hush|hu@/);
  });

  test.each([
    ['an encoded password', url('h%40u%2Fs%3Ah%23w%3Fo%25')],
    ['a socket', { ...CLOSED, DATABASE_URL: 'postgres:///scores?host=/run/postgresql&user=oak' }],
    ['an IPv6 address', { ...CLOSED, DATABASE_URL: 'postgres://oak:hush@[::1]:5432/scores?sslmode=disable' }],
    ['networks of proxies', { TRUSTED_PROXIES: 'loopback, uniquelocal,10.0.0.0/8, fd00::/8,::1' }],
    [
      'a socket as the host',
      { ...CLOSED, DATABASE_URL: 'postgres://oak@%2Frun%2Fpostgresql/scores?port=5433' },
    ],
    [
      'parameters of others',
      {
        ...CLOSED,
        DATABASE_URL: 'postgres://oak@db/s?sslmode=verify-full&ssl=true&application_name=oak&x=1',
      },
    ],
    ['a mapped address and a netmask', { TRUSTED_PROXIES: '::ffff:10.0.0.1,10.0.0.0/255.0.0.0' }],
    ['a host name', { HOST: 'oak-1.example.com', ACCESS: 'closed' }],
    ['an IPv6 address to listen on', { HOST: 'fe80::1%eth0', ACCESS: 'closed' }],
    ['an administrator with blanks and quotation marks', { ADMIN_PASSWORD: '" a b c d e f g "' }],
    ['an embedded store in production', { NODE_ENV: 'production', GREYOAK_HOME: '/srv/oak' }],
    ['a misspelling outside of production', { DATABASE_ULR: 'postgres://oak:hush@db/scores' }],
    [
      'variables of a container',
      { NODE_ENV: 'production', GREYOAK_HOME: '/s', GREYOAK_HOST: 'tcp://10.0.0.7:1' },
    ],
  ])('takes %s', (_, env) => {
    expect(faultsOf(env)).toEqual([]);
  });
});

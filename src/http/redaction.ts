const SECRETS = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  '["proxy-authorization"]',
  'password',
  'newPassword',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
];

/** Names that are secrets among variables only. */
const OF_VARIABLES = ['variables.input.current', 'variables.input.next'];

const HOLDERS = ['headers', 'req.headers', 'res.headers', 'variables', 'variables.input'];

const below = (holder: string, name: string): string =>
  name.startsWith('[') ? `${holder}${name}` : `${holder}.${name}`;

/**
 * What the log never shows, should a line hold it. No line of ours does; this is for the next one, and for libraries. The
 * paths are spelt out, because a wildcard takes 20 µs a line, where a line without takes 3.
 */
export const REDACTION = {
  paths: [
    ...SECRETS,
    ...HOLDERS.flatMap((holder) => SECRETS.map((name) => below(holder, name))),
    ...OF_VARIABLES,
  ],
  censor: '[redacted]',
};

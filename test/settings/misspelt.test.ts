import { expect, test } from '@jest/globals';
import { VARIABLES } from '../../src/settings.js';
import { misspelt } from '../../src/settings/misspelt.js';

test.each([
  ['DATABASE_ULR', 'DATABASE_URL'],
  ['DATABASE-URL', 'DATABASE_URL'],
  ['database_url', 'DATABASE_URL'],
  ['DATABASEURL', 'DATABASE_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['DATBASE_URL', 'DATABASE_URL'],
  ['GREYOAK_DATABASE_URL', 'DATABASE_URL'],
  ['GREYOAK_PORT', 'PORT'],
  ['port', 'PORT'],
  ['ACCES', 'ACCESS'],
  ['TRUSTED_PROXYS', 'TRUSTED_PROXIES'],
  ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
  ['TRUST_PROXY', 'TRUSTED_PROXIES'],
  ['PERSISTED_OPERATION', 'PERSISTED_OPERATIONS'],
  ['ALLOWED_ORIGIN', 'ALLOWED_ORIGINS'],
  ['LOGLEVEL', 'LOG_LEVEL'],
  ['GREY_OAK_HOME', 'GREYOAK_HOME'],
  ['NODE_EVN', 'NODE_ENV'],
  ['AUTHKEY', 'AUTH_KEY'],
])('takes %s for a misspelling of %s, unless that is set', (given, meant) => {
  expect(misspelt({ [given]: 'x' }, VARIABLES)).toEqual([{ given, meant }]);
  expect(misspelt({ [given]: 'x', [meant]: 'y' }, VARIABLES)).toEqual([]);
  expect(misspelt({ [given]: '' }, VARIABLES)).toEqual([]);
});

test('says nothing of variables of other programs, and of those of containers', () => {
  const names = [
    'HOSTNAME',
    'PORTS',
    'HOSTS',
    'HOME',
    'PATH',
    'SHELL',
    'POST',
    'USERNAME',
    'HOSTTYPE',
    'LOGNAME',
  ];
  const more = [
    'SSH_AUTH_SOCK',
    'NODE_OPTIONS',
    'NODE_PATH',
    'TEST_DATABASE_URL',
    'PGHOST',
    'PGPORT',
    'TZ',
    'EDITOR',
  ];
  const others = [
    'POSTGRES_PASSWORD',
    'SERVICE_PASSWORD',
    'npm_config_cache',
    'GREYOAK_COMMIT',
    'GREYOAK_SHARED',
  ];
  const foreign = Object.fromEntries([...names, ...more, ...others, ...VARIABLES].map((name) => [name, 'x']));
  const containers = { GREYOAK_PORT: 'tcp://10.0.0.7:4000', GREYOAK_SERVICE_HOST: '10.0.0.7' };
  expect(misspelt({ ...foreign }, VARIABLES)).toEqual([]);
  expect(
    misspelt(Object.fromEntries([...names, ...more, ...others].map((name) => [name, 'x'])), VARIABLES),
  ).toEqual([]);
  expect(misspelt(containers, VARIABLES)).toEqual([]);
});

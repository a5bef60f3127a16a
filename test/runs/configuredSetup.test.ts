import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_METHOD } from '../../src/method/loadMethod.js';
import { configuredSetup } from '../../src/runs/configuredSetup.js';
import { setupFor } from '../../src/runs/setupFor.js';
import { setupsOf } from '../../src/runs/setupsOf.js';
import { readSettings } from '../../src/settings.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await copyFile(DEFAULT_METHOD, join(folder, 'same.yaml'));
  await writeFile(join(folder, 'broken.yaml'), 'name: greyoak-3\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const named = async (env: Readonly<Record<string, string>>): Promise<string[]> =>
  setupsOf(await configuredSetup(readSettings(env))).map(({ method }) => method.name);

describe('configuredSetup', () => {
  test.each<[Record<string, string>, string[]]>([
    [{}, ['greyoak-1.1']],
    [{ METHODS: 'greyoak-1.0' }, ['greyoak-1.1', 'greyoak-1.0']],
    [{ METHODS: 'greyoak-1.0, greyoak-1.1' }, ['greyoak-1.1', 'greyoak-1.0']],
    [{ METHOD: 'greyoak-1.0' }, ['greyoak-1.0']],
    [
      { METHOD: 'config/method-1.0.yaml', METHODS: 'greyoak-1.0,config/method.yaml' },
      ['greyoak-1.0', 'greyoak-1.1'],
    ],
  ])('%j scores by %j', async (env, expected) => {
    expect(await named(env)).toEqual(expected);
  });

  test.each<[Record<string, string>, RegExp]>([
    [
      { METHOD: 'greyoak-9' },
      /^METHOD cannot be used\. Expected greyoak-1\.0, greyoak-1\.1.* or a file with the parameters of a method, got "greyoak-9": it does not exist/,
    ],
    [
      { METHODS: './nowhere.yaml' },
      /^METHODS cannot be used\. Expected greyoak-1\.0.*got "\.\/nowhere\.yaml"/,
    ],
    [
      { METHODS: 'config' },
      /^METHODS cannot be used\. Expected a method file at .*config, but it cannot be read: it is a folder/,
    ],
    [
      { METHODS: 'greyoak-1.0,greyoak-1.0' },
      /^METHODS: expected each method once, got "greyoak-1\.0" twice: remove one of them\.$/,
    ],
    [
      { METHODS: 'greyoak-1.0,config/method-1.0.yaml' },
      /^METHODS: expected each method once, got "config\/method-1\.0\.yaml" twice, also as "greyoak-1\.0": remove one/,
    ],
  ])('%j is refused', async (env, message) => {
    await expect(named(env)).rejects.toThrow(message);
  });

  test('refuses two files of one name, and a file that is no method', async () => {
    await expect(named({ METHODS: join(folder, 'same.yaml') })).rejects.toThrow(
      `METHODS: expected methods of different names, got "greyoak-1.1" in ${DEFAULT_METHOD} and in ` +
        `${join(folder, 'same.yaml')}: change the name in one of them.`,
    );
    await expect(named({ METHODS: join(folder, 'broken.yaml') })).rejects.toThrow('METHODS cannot be used.');
  });

  test('finds the setup of a method by its name', async () => {
    const setup = await configuredSetup(readSettings({ METHODS: 'greyoak-1.0', SESSION_QUORUM: '0.3' }));
    expect(setupFor(setup, null)).toBe(setup);
    expect(setupFor(setup, 'greyoak-1.0')).toMatchObject({
      method: { name: 'greyoak-1.0' },
      sessionQuorum: setup.sessionQuorum,
      sectorsHash: setup.sectorsHash,
    });
    expect(setupFor(setup, 'greyoak-9')).toBeNull();
  });
});

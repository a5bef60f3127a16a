import { execFileSync } from 'node:child_process';
import { realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Run by `npm run build`: writes the commit next to the compiled sources, from where `COMMIT` is read. A build without
// .git, such as that of an image, gets it as GREYOAK_COMMIT.
const root = realpathSync(fileURLToPath(new URL('..', import.meta.url)));

function git(...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

function commit(): string {
  const given = process.env['GREYOAK_COMMIT'];
  if (given) return given;
  try {
    // The repository may be another one, in which greyoak was unpacked.
    const isOurs = realpathSync(git('rev-parse', '--show-toplevel')) === root;
    return isOurs ? git('describe', '--always', '--dirty', '--abbrev=12', '--exclude=*') : 'unknown';
  } catch {
    return 'unknown';
  }
}

writeFileSync(new URL('commit', import.meta.url), `${commit()}\n`);

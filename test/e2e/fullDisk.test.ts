/** A service and its commands on a disk that is full, and then is not. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { GreyoakProcess, removeHome, until } from '../support/process/greyoakProcess.js';
import { endServices, readyAt, serve } from '../support/process/services.js';
import { temporaryFolder } from '../support/temporaryFolder.js';

const KEY = `mutation {
  createApiKey(input: { name: "full", scopes: [SCORES_READ], expiresInDays: 1 }) { apiKey { id } }
}`;

const folder = await temporaryFolder();
const disk = join(folder, 'disk');
const hasDisk = mountDisk();
const LEFT_OUT = hasDisk ? '' : ' (left out: this user may not mount a small disk)';

/** Returns whether there is a small disk now. Mounting it needs root, and a container may not do it. */
function mountDisk(): boolean {
  mkdirSync(disk, { mode: 0o755 });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

afterAll(async () => {
  await endServices();
  if (hasDisk) {
    await removeHome(join(disk, 'home'));
    execFileSync('umount', [disk]);
  }
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** Writes to the disk until it is full. */
async function fill(): Promise<void> {
  for (const size of [2 ** 20, 4096, 1]) {
    const piece = Buffer.alloc(size);
    for (;;) {
      const isFull = await writeFile(join(disk, 'filler'), piece, { flag: 'a' }).then(
        () => false,
        () => true,
      );
      if (isFull) break;
    }
  }
}

(hasDisk ? test : test.skip)(
  `says that the disk is full, stores nothing by halves, and works again when there is room${LEFT_OUT}`,
  async () => {
    const home = join(disk, 'home');
    const market = join(folder, 'market');
    await mkdir(market);
    await writeSmallMarket(market);
    const service = serve({ GREYOAK_HOME: home, SAMPLE: 'off' });
    const url = await readyAt(service);
    const ask = async (query: string) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query }),
      });
      return { status: response.status, body: (await response.json()) as unknown };
    };
    const greyoak = async (...args: readonly string[]) => {
      const command = new GreyoakProcess(args, { GREYOAK_HOME: home });
      return { code: await command.end(), err: command.err };
    };

    await fill();
    const full = await greyoak('import', market);
    expect(full.code).toBe(1);
    expect(full.err).toMatch(
      /^greyoak: The embedded PostgreSQL .* could not write to its disk \(.*No space left on device.*\)\. What was not finished is not stored; free space/m,
    );
    expect(await ask(KEY)).toMatchObject({
      body: {
        errors: [
          {
            message: expect.stringContaining('the disk of the database is full'),
            extensions: { code: 'OVERLOADED', retryAfter: 60 },
          },
        ],
      },
    });
    await until('the log says so', () => service.out.includes('No space left on device'));
    // Reading needs no space.
    const none = { data: { stocks: { nodes: [] } } };
    expect((await ask('{ stocks(mode: INVESTOR, first: 1) { nodes { ticker } } }')).body).toMatchObject(none);

    await rm(join(disk, 'filler'));
    expect((await greyoak('import', market)).code).toBe(0);
    expect((await ask(KEY)).body).toMatchObject({
      data: { createApiKey: { apiKey: { id: expect.any(String) } } },
    });
    service.kill('SIGTERM');
    expect(await service.end()).toBe(0);
  },
  120_000,
);

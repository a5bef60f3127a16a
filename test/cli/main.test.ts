import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/commands.js';
import { processTerminal } from '../../src/cli/terminal.js';
import { writeSmallMarket } from '../support/market/smallMarket.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeSmallMarket(folder);
});
afterAll(() => remove(folder));

/** Runs a command that fails with an error. */
const failing = (error: Error) =>
  run(['check', folder], {
    now: () => {
      throw error;
    },
  });

describe('a command', () => {
  test('tells a fault of a file as one to fix', async () => {
    const fault = { code: 'EROFS', errno: -30, syscall: 'mkdir', path: '/srv/oak\x1b[2J' };
    expect(await failing(Object.assign(new Error('EROFS'), fault))).toEqual({
      code: 1,
      out: '',
      err:
        'greyoak: /srv/oak\uFFFD[2J cannot be used (mkdir): the file system is read-only (EROFS): ' +
        'name a place that can be written, or mount it writable.\n',
    });
  });

  test('tells any other error as a defect, with nothing that a terminal acts on', async () => {
    const { code, err } = await failing(new TypeError('\x9b2J is not a function'));
    expect(code).toBe(70);
    expect(err).toContain(
      'a defect of greyoak itself, please report it:\nTypeError: \uFFFD2J is not a function',
    );
  });

  test('is found by its own name', async () => {
    for (const [name, load] of COMMANDS) {
      const command = (await load())(processTerminal(), () => undefined);
      expect(command.name()).toBe(name);
    }
  });

  test('repeats nothing of its arguments that a terminal acts on', async () => {
    const { code, err } = await run(['\x1b[31mred']);
    expect(code).toBe(2);
    expect(err).toContain("unknown command '\uFFFD[31mred'");
  });

  test('that imports finds out first that its report cannot be written', async () => {
    const { code, err } = await run(['import', folder, '--report', folder], {
      env: { GREYOAK_HOME: '/dev/null' },
    });
    expect(code).toBe(1);
    expect(err).toContain(`The report cannot be written to ${folder}: it is a folder (EISDIR)`);
  });

  test('names the setting where its home is a circle of links', async () => {
    await symlink('circle', join(folder, 'circle'));
    const { code, err } = await run(['import', folder], { env: { GREYOAK_HOME: join(folder, 'circle') } });
    expect(code).toBe(1);
    expect(err).toMatch(/^greyoak: Expected a folder .*circle, but it cannot be made: .*Set GREYOAK_HOME/);
  });
});

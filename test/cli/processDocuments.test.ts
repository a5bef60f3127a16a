import { spawnSync } from 'node:child_process';
import { expect, jest, test } from '@jest/globals';
import type { Pool } from 'pg';
import { processDocuments, type ProcessOptions } from '../../src/cli/processDocuments.js';

test('processDocuments waits for a service only as long as that runs', async () => {
  const jobs = { query: () => Promise.resolve({ rows: [{ id: 1, status: 'QUEUED', reason: null }] }) };
  const { pid } = spawnSync(process.execPath, ['--version']);
  const holder = { pid, version: '1.0.0', state: 'READY' as const };
  const onLook = jest.fn();
  const processed = processDocuments({ holder, jobs: jobs as unknown as Pool }, [1], {
    onLook,
  } as unknown as ProcessOptions);
  await expect(processed).rejects.toThrow(/Expected the service \(process \d+\).*run this command again/);
  expect(onLook).toHaveBeenCalledTimes(1);
});

import { once } from 'node:events';
import { lastOutput, stop } from './childProcess.js';
import type { LoadReply, LoadResult, LoadTask } from './load/loadMessages.js';
import { forkHere } from './startPeer.js';

export interface LoadProcess {
  readonly run: (task: LoadTask) => Promise<LoadResult>;
  readonly stop: () => Promise<void>;
}

export function startLoad(): LoadProcess {
  const child = forkHere('./load/load.ts');
  const output = lastOutput(child);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the load process ended by itself:\n${output()}`);
  });
  ended.catch(() => undefined);
  return {
    run: async (task) => {
      const replied = once(child, 'message') as Promise<[LoadReply]>;
      child.send(task);
      const [reply] = await Promise.race([replied, ended]);
      if ('error' in reply) throw new Error(reply.error);
      return reply;
    },
    stop: () => stop(child),
  };
}

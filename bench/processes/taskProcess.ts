import { stop } from './childProcess.js';
import { forkBench } from './forkBench.js';
import { messagesOf } from './messages.js';

/** A process that does one task at a time; `answerTasks` is its other end. */
export interface TaskProcess<Task, Result> {
  readonly run: (task: Task) => Promise<Result>;
  readonly stop: () => Promise<void>;
}

export type Reply<Result> = { readonly result: Result } | { readonly error: string };

/** @param file a TypeScript file, named from bench/ */
export function startTaskProcess<Task extends object, Result>(file: string): TaskProcess<Task, Result> {
  const child = forkBench(file);
  const next = messagesOf(file, child);
  return {
    run: async (task) => {
      const replied = next<Reply<Result>>();
      child.send(task);
      const reply = await replied;
      if ('error' in reply) throw new Error(reply.error);
      return reply.result;
    },
    stop: () => stop(child),
  };
}

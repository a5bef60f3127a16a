import type { Reply } from './taskProcess.js';

/** Does the tasks that the benchmark sends to this process, and ends together with the benchmark. */
export function answerTasks<Task, Result>(run: (task: Task) => Promise<Result>): void {
  process.once('disconnect', () => process.exit());
  process.on('message', (task: Task) => {
    run(task).then(
      (result) => process.send?.({ result } satisfies Reply<Result>),
      (error: Error) => process.send?.({ error: error.message } satisfies Reply<Result>),
    );
  });
}

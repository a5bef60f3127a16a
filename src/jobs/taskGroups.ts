import type { Task } from './task.js';

/** Tasks of one queue are one group, as they share its one worker; others are one each. */
export function taskGroups<Services>(tasks: readonly Task<unknown, Services>[]): Task<unknown, Services>[][] {
  const groups = new Map<string, Task<unknown, Services>[]>();
  for (const task of tasks) {
    const key = task.queue === undefined ? `task ${task.name}` : `queue ${task.queue}`;
    groups.set(key, [...(groups.get(key) ?? []), task]);
  }
  return [...groups.values()];
}

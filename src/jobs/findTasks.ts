import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import type { Task } from './task.js';

/** Sources in tests and compiled files in production, but no type declarations. */
const MODULE = /^\w+\.(js|ts)$/;

const isTask = (value: unknown): value is Task =>
  z.object({ name: z.string(), attempts: z.number(), run: z.function() }).safeParse(value).success;

/**
 * Imports the tasks of all rooms: every file of `ROOM/tasks/` exports one. Nothing else lists them, so a new task is
 * one new file, as with the task directory of graphile-worker itself.
 *
 * @param sources the folder of the rooms, `src` or `dist`, with a slash at its end
 * @throws Error if a file exports no task or several, or if two tasks have the same name
 */
export async function findTasks(sources: URL): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const file of await taskFiles(sources)) {
    const exported = Object.values((await import(file.href)) as Record<string, unknown>);
    const found = exported.filter(isTask);
    if (found.length !== 1) throw new Error(`Expected one task in ${file.pathname}, got ${found.length}.`);
    const [task] = found;
    if (tasks.some(({ name }) => name === task.name)) {
      throw new Error(`Expected one task of each name, got a second "${task.name}" in ${file.pathname}.`);
    }
    tasks.push(task);
  }
  return tasks;
}

async function taskFiles(sources: URL): Promise<URL[]> {
  const rooms = (await readdir(sources, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const folders = rooms.map(({ name }) => new URL(`${name}/tasks/`, sources));
  const files = await Promise.all(
    folders.map(async (folder) => (await filesOf(folder)).map((name) => new URL(name, folder))),
  );
  return files.flat().sort((a, b) => (a.href < b.href ? -1 : 1));
}

/** Returns the modules of a folder; none if the room has no tasks. */
async function filesOf(folder: URL): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => MODULE.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

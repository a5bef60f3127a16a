import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lastOutput } from './childProcess.js';

/** Returns a function that resolves with the next message of a child. It rejects if the child ends first. */
export function messagesOf(name: string, child: ChildProcess): <Message>() => Promise<Message> {
  const output = lastOutput(child);
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The process ${name} ended by itself:\n${output()}`);
  });
  ended.catch(() => undefined);
  return async <Message>() => {
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [Message];
    return message;
  };
}

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const KEPT = 4000;

/** Returns a function that returns what the child process wrote last, which tells why it failed. */
export function lastOutput(child: ChildProcess): () => string {
  let text = '';
  const keep = (chunk: unknown) => void (text = (text + String(chunk)).slice(-KEPT));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim();
}

const PATIENCE_MS = 5000;

/** Ends a child process and waits until it has ended. One that takes too long is killed: it has no data to lose. */
export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await exited;
  clearTimeout(timer);
}

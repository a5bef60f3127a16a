import { readdirSync, readFileSync } from 'node:fs';

/** Of the clock in which Linux counts the time of processes (USER_HZ), the same on all its platforms. */
const TICKS_PER_SECOND = 100;

/** Fields of /proc/PID/stat by their numbers in proc(5). */
const PARENT = 4;
const USER_TIME = 14;
const SYSTEM_TIME = 15;
/** Of children that have ended. */
const CHILDREN_USER_TIME = 16;
const CHILDREN_SYSTEM_TIME = 17;

const isMeasured = process.platform === 'linux';

/** Microseconds that a process has worked for, all threads; NaN where the system does not say. */
export const cpuMicroseconds = (pid: number): number => microseconds([pid], [USER_TIME, SYSTEM_TIME]);

/** The same of a process with its children, those that have ended included. */
export const familyMicroseconds = (pid: number): number =>
  microseconds([pid, ...childrenOf(pid)], [USER_TIME, SYSTEM_TIME]) +
  microseconds([pid], [CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME]);

function microseconds(pids: readonly number[], fields: readonly number[]): number {
  if (!isMeasured) return NaN;
  let ticks = 0;
  for (const pid of pids) {
    const stat = statOf(pid);
    if (stat !== null) for (const field of fields) ticks += Number(stat[field]);
  }
  return (ticks * 1e6) / TICKS_PER_SECOND;
}

/** 0 where the system does not say. */
export const parentOf = (pid: number): number => Number((isMeasured && statOf(pid)?.[PARENT]) || 0);

function childrenOf(parent: number): readonly number[] {
  if (!isMeasured) return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => parentOf(pid) === parent);
}

/** Fields by their numbers, which begin with 1; null where the process is gone. */
function statOf(pid: number): readonly string[] | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // The name of the program, field 2, is in parentheses and may hold blanks.
  return ['', String(pid), '', ...text.slice(text.lastIndexOf(')') + 2).split(' ')];
}

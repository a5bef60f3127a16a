import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, the unit in which Linux counts the CPU time of processes; it is the same on every platform. */
const TICKS_PER_SECOND = 100;

/** Numbers of fields of /proc/PID/stat, as in proc(5). */
const PARENT = 4;
const USER_TIME = 14;
const SYSTEM_TIME = 15;
/** The times of children that have ended. */
const CHILDREN_USER_TIME = 16;
const CHILDREN_SYSTEM_TIME = 17;

const isMeasured = process.platform === 'linux';

/** Returns the CPU time of all threads of a process, in microseconds; NaN where the system does not tell. */
export const cpuMicroseconds = (pid: number): number => microseconds([pid], [USER_TIME, SYSTEM_TIME]);

/** Returns the CPU time of a process and its children, ended ones included, in microseconds. */
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

/** Returns the parent's process id; 0 where the system does not tell. */
export const parentOf = (pid: number): number => Number((isMeasured && statOf(pid)?.[PARENT]) || 0);

function childrenOf(parent: number): readonly number[] {
  if (!isMeasured) return [];
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => parentOf(pid) === parent);
}

/** Returns the fields by their numbers, which start at 1; null if the process has ended. */
function statOf(pid: number): readonly string[] | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return null;
  }
  // Field 2, the name of the program, stands in parentheses and may hold blanks.
  return ['', String(pid), '', ...text.slice(text.lastIndexOf(')') + 2).split(' ')];
}

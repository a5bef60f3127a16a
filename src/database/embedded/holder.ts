/**
 * What the process that holds a home does with it.
 *
 * - `ALONE`: it is a command. Its server ends with it, so no other process may use that.
 * - `STARTING`, `STOPPING`: it is a service, whose database cannot be used yet, or not any more.
 * - `READY`: it is a service, and commands may use its database.
 */
const STATES = ['ALONE', 'STARTING', 'READY', 'STOPPING'] as const;
export type HolderState = (typeof STATES)[number];

/** The process that holds a home. */
export interface Holder {
  readonly pid: number;
  /** Its version of greyoak. */
  readonly version: string;
  readonly state: HolderState;
}

/** Returns the line by which a holder tells other processes about itself. */
export const lineOfHolder = ({ pid, version, state }: Holder): string => `${pid} ${version} ${state}\n`;

/** Reads such a line, without its end; null: it is of a version that says something else. */
export function holderOfLine(line: string): Holder | null {
  const [, pid, version, word] = /^(\d+) (\S+) (\w+)$/.exec(line) ?? [];
  const state = STATES.find((known) => known === word);
  return state === undefined ? null : { pid: Number(pid), version, state };
}

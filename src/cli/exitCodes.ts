/** The exit codes of the process. */
export const EXIT = {
  DONE: 0,
  FAILED: 1,
  USAGE: 2,
  REFUSED_ROWS: 3,
  NOT_REPRODUCED: 4,
  DEFECT: 70,
} as const;

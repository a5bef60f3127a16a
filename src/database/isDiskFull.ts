/** Whether an error says that the disk of the database is full. PostgreSQL names no cause for a file that it cannot extend. */
export function isDiskFull(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === '53100' || code === 'ENOSPC' || (code === '58030' && /no space left/i.test(message));
}

/**
 * Returns what some work resolves to, if it does so in time.
 *
 * @param timeoutMs after which the signal of the work is aborted
 * @param what the work does, for the message
 * @throws Error "timeout expired: …" if it does not
 */
export async function within<Result>(
  timeoutMs: number,
  what: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const ending = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`timeout expired: ${what} took more than ${timeoutMs} ms`));
      ending.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

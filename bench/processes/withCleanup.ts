type Stop = () => Promise<unknown>;

/** Runs a benchmark, and then, or on a signal, stops what it has registered, the last one first. */
export async function withCleanup(work: (onEnd: (stop: Stop) => void) => Promise<void>): Promise<void> {
  const stops: Stop[] = [];
  let stopping: Promise<void> | null = null;
  // Work that runs on a signal fails when its servers go. It must not end the process before all are stopped.
  const stopAll = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const stop of stops.reverse()) await stop();
    })());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopAll().finally(() => process.exit(1)));
  }
  try {
    await work((stop) => void stops.push(stop));
  } finally {
    await stopAll();
  }
}

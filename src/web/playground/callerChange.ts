const listeners = new Set<() => void>();

/** Tells the parts of the page that it has become another caller: by an API key, or by signing in or out. */
export const callerChange = {
  tell(): void {
    for (const listener of listeners) listener();
  },

  /** Calls a function at each change. Returns a function that ends it. */
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

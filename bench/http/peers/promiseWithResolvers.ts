interface WithResolvers {
  withResolvers?: () => unknown;
}

/**
 * Adds Promise.withResolvers of ECMAScript 2024, which Node 20 lacks. PostGraphile 5.1 asks for Node 22, and without this
 * function every request fails. Import this file before PostGraphile.
 */
(Promise as WithResolvers).withResolvers ??= () => {
  let resolve: unknown;
  let reject: unknown;
  const promise = new Promise((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
};
export {};

interface WithResolvers {
  withResolvers?: () => unknown;
}

/**
 * Node 20 lacks Promise.withResolvers, which PostGraphile 5.1 needs (it asks for Node 22): without it each request
 * fails with "Promise.withResolvers is not a function". As ECMAScript 2024 has it; imported before PostGraphile.
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

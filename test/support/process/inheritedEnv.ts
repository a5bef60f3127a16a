/**
 * What each process that a test starts inherits. Without TMPDIR, its sockets would lie in another folder than those of which
 * the test knows.
 */
export const inheritedEnv = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['PATH', 'TMPDIR'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

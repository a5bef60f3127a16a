export default {
  testEnvironment: 'node',
  // Many tests wait for a PostgreSQL or another process. With one worker less than cores, a core would idle.
  maxWorkers: '100%',
  // With --coverage a worker takes longer than Jest's 500 ms to free its memory after its last test, although it has no open
  // handle: the inspector session of each test file stays connected. A worker that leaks a handle never ends.
  workerGracefulExitTimeout: 10_000,
  // A worker keeps the modules of all test files that it ran, and with --coverage reads the counts of all of them after each
  // file: after some files, even the smallest test took eight seconds, and a worker 2.5 GB. A new worker begins with none.
  workerIdleMemoryLimit: '700MB',
  roots: ['<rootDir>/test'],
  // Longer than eventually.ts waits, so that its message tells what did not happen.
  testTimeout: 20_000,
  globalSetup: '<rootDir>/test/support/database/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/database/globalTeardown.ts',
  // Types of the schema may be loaded before schema.ts, and Node 24 evaluates imports in another order than Node 20.
  setupFiles: ['reflect-metadata'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '<rootDir>/test/transform.js',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // See test/transform.js. Other names, such as Buffer, may be declared by CommonJS modules themselves.
  sandboxInjectedGlobals: ['Array', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Set', 'Symbol'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/web/**'],
  coverageThreshold: {
    global: { lines: 85, branches: 85 },
    './src/scoring/': { lines: 95, branches: 95 },
  },
  coverageReporters: ['text-summary', 'lcovonly'],
};

export default {
  testEnvironment: 'node',
  // Many tests wait for a PostgreSQL or a process of their own: with one worker less, a core would idle.
  maxWorkers: '100%',
  roots: ['<rootDir>/test'],
  // More than eventually.ts waits, so that it is the one to say what did not come.
  testTimeout: 20_000,
  globalSetup: '<rootDir>/test/database/globalSetup.ts',
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
  // See test/transform.js. CommonJS modules may declare other names themselves, such as Buffer.
  sandboxInjectedGlobals: ['Array', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Set', 'Symbol'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/web/**'],
  coverageThreshold: {
    global: { lines: 85, branches: 85 },
    './src/scoring/': { lines: 95, branches: 95 },
  },
  coverageReporters: ['text-summary', 'lcovonly'],
};

import { defineConfig } from 'vite';

/** Bundles src/client into dist/client/index.js, one ES module without imports; `tsc -p src/client` adds the types. */
export default defineConfig({
  // Not 'warn': the build prints the size, which docs/client.md promises.
  logLevel: 'info',
  publicDir: false,
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'src/client/index.ts', formats: ['es'], fileName: () => 'index.js' },
  },
});

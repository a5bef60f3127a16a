import { defineConfig } from 'vite';

/** Bundles caches.js into one module that a browser loads; the test names the folder. */
export default defineConfig({
  logLevel: 'warn',
  publicDir: false,
  define: { 'process.env.NODE_ENV': '"development"' },
  build: {
    emptyOutDir: false,
    target: 'es2022',
    minify: false,
    lib: { entry: 'test/e2e/live/page/caches.js', formats: ['es'], fileName: () => 'caches.js' },
  },
});

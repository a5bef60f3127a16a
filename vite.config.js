import { defineConfig } from 'vite';

/** Bundles the playground into dist/web/playground; src/http/playground.ts serves it. */
export default defineConfig({
  root: 'src/web/playground',
  // The page is at /playground, below any path that a proxy puts before it.
  base: './',
  experimental: {
    renderBuiltUrl: (file, { hostType }) => (hostType === 'html' ? `playground/${file}` : { relative: true }),
  },
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    outDir: '../../../dist/web/playground',
    emptyOutDir: true,
    sourcemap: false,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The editor is one large module; splitting it would save a local page nothing.
    chunkSizeWarningLimit: 8_000,
    // 'use client' in nearly every module of the editor's parts means nothing in a browser.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});

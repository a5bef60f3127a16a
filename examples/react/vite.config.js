import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  base: './',
  // In a project of your own, install the package instead (docs/client.md).
  resolve: { alias: { 'greyoak/client': path('../../src/client/index.ts') } },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    rollupOptions: { input: [path('index.html'), path('urql.html')] },
  },
});

import { codeBlocks } from '../codeBlocks.js';

const DOCUMENT = 'docs/deployment.md';
const [nginxAtRoot, nginxLocations] = codeBlocks(DOCUMENT, 'nginx');
const [caddyAtRoot, caddyBelow] = codeBlocks(DOCUMENT, 'caddy');

/** The configurations of docs/deployment.md: at the root, and below /greyoak. */
export const configurations = {
  nginxAtRoot,
  nginxBelow: `${nginxAtRoot.slice(0, nginxAtRoot.indexOf('  location = /metrics'))}${nginxLocations}}\n`,
  caddyAtRoot,
  caddyBelow,
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../time/eventually.js';
import { remove, temporaryFolder } from '../temporaryFolder.js';
import type { Certificate } from './certificate.js';
import { programOf, type ProxyProgram } from './describeWithProxy.js';
import { freePort } from './freePort.js';

/** A web server that runs before a service. */
export interface WebProxy {
  readonly httpsPort: number;
  readonly httpPort: number;
  /** Where nginx logs requests. */
  readonly accessLog: string;
  readonly stop: () => Promise<void>;
}

export interface WebProxyOptions {
  readonly program: ProxyProgram;
  /** The configuration as docs/deployment.md has it: before 127.0.0.1:4000, for scores.example.com. */
  readonly text: string;
  /** The port of the service. */
  readonly port: number;
  readonly certificate: Certificate;
}

/** Starts a web server by a configuration, in which addresses, ports and paths of files are replaced. */
export async function startWebProxy({
  program,
  text,
  port,
  certificate,
}: WebProxyOptions): Promise<WebProxy> {
  const path = programOf(program);
  if (path === null) throw new Error(`expected ${program} on this machine: install its Debian package`);
  const folder = await temporaryFolder();
  const [httpsPort, httpPort] = [await freePort(), await freePort()];
  const accessLog = join(folder, 'access.log');
  const file = join(folder, 'configuration');
  const place = { folder, accessLog, httpsPort, httpPort, certificate };
  const ofService = replaced(text, '127.0.0.1:4000', `127.0.0.1:${port}`);
  await writeFile(file, program === 'nginx' ? nginx(ofService, place) : caddy(ofService, place));
  const args =
    program === 'nginx'
      ? ['-c', file, '-g', 'daemon off;']
      : ['run', '--config', file, '--adapter', 'caddyfile'];
  const env = { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const child = spawn(path, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += String(piece)));
  const closed = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    await closed;
    await remove(folder);
  };
  try {
    await eventually(() => child.exitCode !== null || isOpen(httpsPort));
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
  } catch (error) {
    await stop();
    throw new Error(`${program} did not start: ${output}`, { cause: error });
  }
  return { httpsPort, httpPort, accessLog, stop };
}

type Place = Pick<WebProxy, 'httpsPort' | 'httpPort' | 'accessLog'> & {
  readonly folder: string;
  readonly certificate: Certificate;
};

function nginx(text: string, { folder, accessLog, httpsPort, httpPort, certificate }: Place): string {
  const changes = [
    ['listen 80;', `listen 127.0.0.1:${httpPort};`],
    ['listen 443 ssl http2;', `listen 127.0.0.1:${httpsPort} ssl http2;`],
    // The machine may have no IPv6.
    ['listen [::]:80;', ''],
    ['listen [::]:443 ssl http2;', ''],
    ['/etc/ssl/greyoak/fullchain.pem', certificate.certificate],
    ['/etc/ssl/greyoak/privkey.pem', certificate.key],
    ['/var/log/nginx/greyoak.log', accessLog],
  ] as const;
  const site = changes.reduce((left, [from, to]) => replaced(left, from, to), text);
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join('\n');
  // Started by root, its workers would run as a user that cannot write here.
  const user = process.getuid?.() === 0 ? `user ${userInfo().username};` : '';
  return `${user}
worker_processes 1;
error_log stderr;
pid ${join(folder, 'pid')};
events {}
http {
${temporary}
${site}
}
`;
}

function caddy(text: string, { folder, httpsPort, httpPort, certificate }: Place): string {
  const site = `scores.example.com {
	bind 127.0.0.1
	tls ${certificate.certificate} ${certificate.key}`;
  return `{
	admin off
	skip_install_trust
	https_port ${httpsPort}
	http_port ${httpPort}
	storage file_system ${folder}
}
${replaced(text, 'scores.example.com {', site)}
`;
}

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`expected "${from}" in the configuration, got:\n${text}`);
  return text.replace(from, () => to);
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

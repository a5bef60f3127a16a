import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The files of a certificate and of its key, in PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

export interface CertificateOptions {
  /** The folder for its files. */
  readonly folder: string;
  /** What its files are called. */
  readonly called: string;
  /** The host name that it is for; localhost by default. */
  readonly host?: string;
  /** For how long it counts; -1 for one that expired yesterday, 2 by default. */
  readonly days?: number;
  /** The authority that signs it; by default, it signs itself. */
  readonly signedBy?: Certificate;
}

/** Makes a certificate with openssl. One that has signed itself can sign others. */
export async function makeCertificate({
  folder,
  called,
  host = 'localhost',
  days = 2,
  signedBy,
}: CertificateOptions): Promise<Certificate> {
  const [key, request, certificate] = ['key', 'csr', 'crt'].map((end) => join(folder, `${called}.${end}`));
  const name = ['-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`];
  const extensions = signedBy === undefined ? ['-addext', 'basicConstraints=CA:TRUE'] : [];
  const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await openssl('req', ...algorithm, ...name, ...extensions, '-keyout', key, '-out', request);
  const signer =
    signedBy === undefined
      ? ['-key', key]
      : ['-CA', signedBy.certificate, '-CAkey', signedBy.key, '-CAcreateserial'];
  const life = ['-days', String(days), '-copy_extensions', 'copy'];
  await openssl('x509', '-req', '-in', request, ...signer, ...life, '-out', certificate);
  return { certificate, key };
}

const openssl = (...args: readonly string[]) => promisify(execFile)('openssl', args);

import { DeliveryFailure } from './deliveryFailure.js';

const BY_CODE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection lost',
  EPIPE: 'connection lost',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'not reachable',
  ENETUNREACH: 'not reachable',
  EADDRNOTAVAIL: 'not reachable',
};

/** Codes of TLS and of certificates, as Node and OpenSSL name them. */
const TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|EPROTO$|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH$|INVALID_)/;

/** Returns an error of a connection as its class alone. */
export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof DeliveryFailure) return error;
  const { code = '' } = error as { readonly code?: string };
  if (TLS.test(code)) return new DeliveryFailure('TLS failed');
  if (code.startsWith('HPE_')) return new DeliveryFailure('no HTTP');
  return new DeliveryFailure(BY_CODE[code] ?? 'connection failed');
}

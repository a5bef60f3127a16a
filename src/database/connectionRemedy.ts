const SIGNER =
  'Let sslrootcert in the URL name the certificate of the authority that signed that of the server.';

/** What to do, by the codes that Node gives to certificates which do not count. */
const BY_CODE: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'Renew the certificate of the server, and compare the clocks of both machines.',
  CERT_NOT_YET_VALID:
    'Compare the clocks of both machines: the certificate of the server counts from later on.',
  DEPTH_ZERO_SELF_SIGNED_CERT: SIGNER,
  ERR_TLS_CERT_ALTNAME_INVALID:
    'Let the URL name a host that the certificate of the server is for, or give the server one for this host.',
  SELF_SIGNED_CERT_IN_CHAIN: SIGNER,
  UNABLE_TO_GET_ISSUER_CERT: SIGNER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: SIGNER,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: SIGNER,
};

/** What to do, by messages of errors whose code does not tell it. */
const BY_MESSAGE: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /does not support SSL/,
    'Set ssl = on and a certificate in the server; write sslmode=disable only for a server on this machine or in a ' +
      'network that you trust.',
  ],
  [/no encryption$/, 'Add sslmode=verify-full to the URL.'],
  [
    /client certificate/,
    'Let sslcert and sslkey in the URL name a certificate that the server accepts, and its key.',
  ],
];

/** Returns what to do about a server that refuses a connection, or that we refuse, as a sentence. */
export function connectionRemedy({ code, message }: NodeJS.ErrnoException): string {
  return (
    BY_CODE[code ?? ''] ??
    BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ??
    'Fix DATABASE_URL, or the server.'
  );
}

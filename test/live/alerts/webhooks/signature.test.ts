import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { signatureFault, signed } from '../../../../src/live/alerts/webhooks/signature.js';

// The example of https://github.com/standard-webhooks/standard-webhooks (spec 1.0, and the tests of its libraries).
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const BODY = '{"test": 2432232314}';
const NOW = new Date(1_614_265_330_000);

test('signs as the specification has it', () => {
  expect(signed(SECRET, ID, BODY, NOW)).toEqual({
    'webhook-id': ID,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('takes what it signed, also next to signatures of other versions', () => {
  const headers = { ...signed(SECRET, ID, BODY, NOW) };
  expect(signatureFault(SECRET, headers, Buffer.from(BODY), NOW)).toBeNull();
  const several = { ...headers, 'webhook-signature': `v1a,AAAA v1,AAAA ${headers['webhook-signature']}` };
  expect(signatureFault(SECRET, several, BODY, NOW)).toBeNull();
});

test('refuses everything else', () => {
  const headers = { ...signed(SECRET, ID, BODY, NOW) };
  const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);
  const hex = createHmac('sha256', 'x').update(BODY).digest('hex');
  const faults = [
    signatureFault(SECRET, headers, `${BODY} `, NOW),
    signatureFault('whsec_AAAA', headers, BODY, NOW),
    signatureFault(SECRET, { ...headers, 'webhook-id': 'other' }, BODY, NOW),
    signatureFault(SECRET, { ...headers, 'webhook-timestamp': '1614265331' }, BODY, NOW),
    signatureFault(SECRET, { ...headers, 'webhook-signature': `v1,${hex}` }, BODY, NOW),
    signatureFault(SECRET, { ...headers, 'webhook-signature': '' }, BODY, NOW),
    signatureFault(
      SECRET,
      { ...headers, 'webhook-signature': headers['webhook-signature'].slice(3) },
      BODY,
      NOW,
    ),
  ];
  expect(new Set(faults)).toEqual(new Set(['expected a webhook-signature by this secret, got another one']));
  for (const now of [at(301), at(-301)])
    expect(signatureFault(SECRET, headers, BODY, now)).toContain('last 300 s');
  expect(signatureFault(SECRET, { ...headers, 'webhook-timestamp': 'NaN' }, BODY, NOW)).toContain(
    'last 300 s',
  );
  expect(signatureFault(SECRET, { ...headers, 'webhook-id': undefined }, BODY, NOW)).toContain(
    'not all of them',
  );
  expect(signatureFault(SECRET, { ...headers, 'webhook-id': ['a', 'b'] }, BODY, NOW)).toContain(
    'not all of them',
  );
});

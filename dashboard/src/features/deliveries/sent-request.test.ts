import { expect, test } from 'vitest';
import type { EventDetail } from '@/api/events';
import { attempt, delivery, event, idOf, webhook } from '@/testing/builders';
import { curlOf, sentRequest, signature, signedNow } from './sent-request';

const posted: EventDetail = {
  ...event({ timestamp: '2026-11-24T10:00:00.123456Z' }),
  dataText: '{"id":9007199254740993,"total":12.50,"note":"it\'s"}',
  deliveries: [],
};
const request = sentRequest(
  delivery(),
  attempt({ startedAt: '2026-11-24T10:00:01.900Z' }),
  posted,
  webhook({ headers: { 'X-Shop': 'north', Authorization: 'REDACTED' } }),
);

test('the body is what is sent: data as it was posted, between type and timestamp', () => {
  expect(request.body).toBe(
    '{"type":"order.created","timestamp":"2026-11-24T10:00:00.123456Z","data":{"id":9007199254740993,"total":12.50,"note":"it\'s"}}',
  );
});

test('a command names what the relay does not tell, and survives a shell', () => {
  const command = curlOf(request);
  expect(command).toContain(`-H 'webhook-signature: v1,REDACTED'`);
  expect(command).toContain(`-H 'Authorization: REDACTED'`);
  expect(command).toContain(`-H 'X-Shop: north'`);
  expect(command).toContain(`-H 'webhook-timestamp: 1795514401'`);
  expect(command).toContain(`"note":"it'\\''s"`);
});

test('a signature is the one of the Standard Webhooks example', async () => {
  expect(
    await signature(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '1614265330',
      '{"test": 2432232314}',
    ),
  ).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('who has the secret gets a command that is signed for now', async () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const signed = await signedNow(request, idOf('evt'), secret, 1_700_000_000_900);
  const command = curlOf(signed);
  expect(command).toContain(`-H 'webhook-timestamp: 1700000000'`);
  expect(command).toContain(
    `-H 'webhook-signature: ${await signature(secret, idOf('evt'), '1700000000', request.body)}'`,
  );
});

test('what is no secret does not sign', async () => {
  await expect(signedNow(request, idOf('evt'), 'hunter2!', 0)).rejects.toThrow();
});

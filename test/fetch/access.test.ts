import { expect, test } from 'vitest';
import { ANYWHERE, checkUrl, isPublicIp, PUBLIC_ONLY } from '../../src/fetch/access.ts';
import { Skip } from '../../src/fetch/skip.ts';

test.each([
  ...['127.0.0.1', '127.255.0.3', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...[
    '100.64.0.1',
    '169.254.169.254',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
  ],
  ...[
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
  ],
  ...[
    'fc00::1',
    'fd12::1',
    'fec0::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:db8::1',
    '4000::1',
  ],
  ...['', 'example.org', '1.2.3'],
])('%s is not public', (ip) => {
  expect(isPublicIp(ip)).toBe(false);
});

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2001:4860:4860::8888', '2606:4700::1111'])(
  '%s is public',
  (ip) => {
    expect(isPublicIp(ip)).toBe(true);
  },
);

test.each([
  ['http://127.0.0.1/', /leads to 127\.0\.0\.1, which is not a public address; .*--allow-private/],
  ['http://2130706433/', /leads to 127\.0\.0\.1/],
  ['http://0177.0.0.1/', /leads to 127\.0\.0\.1/],
  ['http://0x7f.1/', /leads to 127\.0\.0\.1/],
  ['http://127.1/', /leads to 127\.0\.0\.1/],
  ['http://127.0.0.1./', /leads to 127\.0\.0\.1/],
  ['http://10.0.0.7/', /leads to 10\.0\.0\.7/],
  ['http://169.254.169.254/latest/meta-data/', /leads to 169\.254\.169\.254/],
  ['http://[::1]/', /leads to ::1/],
  ['http://[::ffff:127.0.0.1]/', /leads to ::ffff:7f00:1/],
  ['http://example.org:25/', /port 25; only 80, 443, 8080 and 8443/],
  ['https://example.org:6379/', /port 6379/],
  ['file:///etc/passwd', /not http or https/],
  ['ftp://example.org/', /not http or https/],
  [`https://example.org/${'x'.repeat(2000)}`, /longer than 2000 characters/],
  ['javascript:alert(1)', /not http or https/],
])('%s is refused', (address, why) => {
  expect(() => {
    checkUrl(new URL(address), PUBLIC_ONLY);
  }).toThrow(why);
});

test('credentials are refused without repeating them, also on an intranet', () => {
  const check = (): void => {
    checkUrl(new URL('https://reader:hunter2@example.org/'), ANYWHERE);
  };
  expect(check).toThrow(Skip);
  expect(check).toThrow(/example\.org holds a user name or a password/);
  expect(check).not.toThrow(/hunter2/);
});

test('public addresses at web ports are let through', () => {
  for (const address of ['http://example.org/', 'https://example.org:8443/a', 'http://8.8.8.8:8080/']) {
    expect(() => {
      checkUrl(new URL(address), PUBLIC_ONLY);
    }).not.toThrow();
  }
});

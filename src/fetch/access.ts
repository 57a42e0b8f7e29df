import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Skip } from './skip.ts';

/** Which machines may be asked. */
export interface Access {
  /** @param ip a literal IPv4 or IPv6 address, without brackets. */
  allowsIp: (ip: string) => boolean;
  allowsPort: (port: number) => boolean;
}

const PORTS = new Set([80, 443, 8080, 8443]);
/** Characters; longer addresses are made, not written, and cost time to check against a robots.txt. */
export const LONGEST_ADDRESS = 2_000;
/** The only IPv6 block that IANA gives out to the public internet (RFC 4291, section 2.4). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/** Public addresses at the web's ports: what a list of addresses, a feed or a redirect may lead to. */
export const PUBLIC_ONLY: Access = { allowsIp: isPublicIp, allowsPort: (port) => PORTS.has(port) };

/** Any address and port, for an intranet. */
export const ANYWHERE: Access = { allowsIp: () => true, allowsPort: () => true };

/**
 * Whether an address belongs to the public internet: not loopback, private, link-local, carrier-grade NAT, multicast,
 * documentation, reserved, or IPv6 that carries an IPv4 address. What cannot be parsed is not public.
 */
export function isPublicIp(ip: string): boolean {
  // The strict parser: ipaddr.js also takes "1.2.3".
  if (isIP(ip) === 0) return false;
  const parsed = ipaddr.parse(ip);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}

/**
 * Checks what an address says of itself: scheme, length, credentials, port, and the host where it is a literal IP (the URL parser has
 * already turned decimal, octal and hexadecimal forms into dotted ones). A name is checked when it is resolved.
 * @throws Skip
 */
export function checkUrl(url: URL, access: Access): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Skip(`"${short(url)}" is not http or https; only web addresses are fetched.`);
  }
  if (url.href.length > LONGEST_ADDRESS) {
    throw new Skip(`"${short(url)}" is longer than ${LONGEST_ADDRESS} characters.`);
  }
  if (url.username !== '' || url.password !== '') {
    // Without the address: it holds a password.
    throw new Skip(`The address at ${url.host} holds a user name or a password; take it out of the address.`);
  }
  const port = Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);
  if (!access.allowsPort(port)) {
    throw new Skip(
      `"${short(url)}" asks for port ${port}; only 80, 443, 8080 and 8443 are allowed without --allow-private.`,
    );
  }
  const ip = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(ip) !== 0) checkIp(ip, url.hostname, access);
}

/** @throws Skip when `host`, found at `ip`, may not be asked. */
export function checkIp(ip: string, host: string, access: Access): void {
  if (access.allowsIp(ip)) return;
  throw new Skip(
    `${host} leads to ${ip}, which is not a public address; allow it with --allow-private if it is your own network.`,
  );
}

function short(url: URL): string {
  return url.href.length > 100 ? `${url.href.slice(0, 100)}…` : url.href;
}

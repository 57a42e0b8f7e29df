import { lookup as lookupName } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { checkIp, type Access } from './access.ts';

export interface ResolvedIp {
  address: string;
  family: number;
}

/** Finds the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<ResolvedIp[]>;

export const resolveByDns: Resolve = (hostname) => lookupName(hostname, { all: true });

/**
 * The `lookup` of a socket, refusing a name that leads anywhere it may not. The socket connects to the very addresses checked
 * here, so a name that answers differently the second time (DNS rebinding) gains nothing. One forbidden address among
 * several refuses the name.
 */
export function guardedLookup(access: Access, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (found) => {
        try {
          for (const { address } of found) checkIp(address, hostname, access);
        } catch (error) {
          callback(error as Error, '');
          return;
        }
        const wanted = options.family === 4 || options.family === 6 ? options.family : 0;
        const usable = found.filter(({ family }) => wanted === 0 || family === wanted);
        const [first] = usable;
        if (first === undefined) callback(noAddress(hostname), '');
        else if (options.all === true) callback(null, usable);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => {
        callback(error as Error, '');
      },
    );
  };
}

function noAddress(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' });
}

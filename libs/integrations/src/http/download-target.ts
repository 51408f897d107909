import { lookup as lookupHost, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address';

/** A place that downloads may not come from. The message names no part of the URL but its host. */
export class ForbiddenTargetError extends Error {
  override readonly name = 'ForbiddenTargetError';
}

export interface DownloadTarget {
  readonly url: URL;
  /** Refuses names that resolve to private addresses, at the moment of connecting. */
  readonly lookup?: LookupFunction;
}

/**
 * Checks a URL against the allow-list. `host` allows https on port 443 at public addresses;
 * `host:port` allows that port, with http too, wherever it is.
 */
export function checkTarget(text: string, allowedHosts: readonly string[]): DownloadTarget {
  if (!URL.canParse(text)) throw new ForbiddenTargetError('The URL is malformed');
  const url = new URL(text);
  const isHttps = url.protocol === 'https:';
  if (!isHttps && url.protocol !== 'http:') throw new ForbiddenTargetError('Only http and https');
  if (url.username !== '' || url.password !== '') {
    throw new ForbiddenTargetError('The URL has credentials in it');
  }
  const port = url.port || (isHttps ? '443' : '80');
  const allowed = allowedHosts.map((host) => host.toLowerCase());
  if (allowed.includes(`${url.hostname}:${port}`)) return { url };
  if (!allowed.includes(url.hostname)) {
    throw new ForbiddenTargetError(`The host ${url.hostname} is not allowed`);
  }
  if (!isHttps || port !== '443') {
    throw new ForbiddenTargetError(`The host ${url.hostname} is allowed with https on 443 only`);
  }
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && isPrivateAddress(literal)) throw privateHost(url.hostname);
  return { url, lookup: publicLookup };
}

/** Resolving and connecting use the same answer, so that no second answer can slip in between. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookupHost(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? new Error('No address'), [], 0);
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      return callback(privateHost(hostname), [], 0);
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

function privateHost(hostname: string): ForbiddenTargetError {
  return new ForbiddenTargetError(`The host ${hostname} is at a private address`);
}

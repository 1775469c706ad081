import { BlockList, isIP } from 'node:net';
import type { Proxies, ProxyServer } from '../domain/proxies.js';

/** A proxy is on another machine, and would look for these on its own. */
const THIS_MACHINE = ['localhost', '127.0.0.0/8', '::1'];

/** `null`: it is asked directly. */
export function chooseProxy({ https, http, exempt }: Proxies, url: URL): ProxyServer | null {
  const isExempt = [...THIS_MACHINE, ...exempt].some((entry) => covers(entry, url));
  if (isExempt) return null;
  return url.protocol === 'https:' ? https : http;
}

/** An entry of `NO_PROXY` as curl reads it, and with a port as well: a name and all below it, an address, a network. */
function covers(entry: string, url: URL): boolean {
  if (entry === '*') return true;
  const [network = '', length] = withoutBrackets(entry).split('/');
  if (isIP(network) !== 0) return holds(network, length, withoutBrackets(url.hostname));
  const [name = '', port = portOf(url)] = entry
    .toLowerCase()
    .replace(/^\*?\./, '')
    .split(':');
  return port === portOf(url) && (url.hostname === name || url.hostname.endsWith(`.${name}`));
}

function holds(network: string, length: string | undefined, address: string): boolean {
  const longest = isIP(network) === 6 ? 128 : 32;
  const bits = length === undefined ? longest : Number(length);
  if (isIP(address) === 0 || !(Number.isInteger(bits) && bits >= 0 && bits <= longest)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, familyOf(network));
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function portOf({ protocol, port }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}

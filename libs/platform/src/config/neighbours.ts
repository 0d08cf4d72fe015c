import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

const nearby: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'linkLocal', 'carrierGradeNat'];

/** One machine, one spelling: `::ffff:10.0.0.5` is 10.0.0.5. Null for what is no address. */
export function plainAddress(text: string | undefined): string | null {
  return text !== undefined && ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
}

/** On this machine or in a network of its own, where a proxy stands; a visitor from the internet comes from elsewhere. */
export function isNearby(address: string): boolean {
  return nearby.includes(ipaddr.process(address).range());
}

/** As the list of trusted proxies may hold it: an address, or a network with the length of its prefix. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0 || isIP(address) === 0) return false;
  if (bits === undefined) return true;
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
}

/** Whether the list names it, by itself or by its network. */
export function isNamed(address: string, named: readonly string[]): boolean {
  const sought = ipaddr.process(address);
  return named.some((entry) => covers(entry, sought));
}

function covers(entry: string, sought: Address): boolean {
  const [network = '', bits] = entry.split('/');
  const base = ipaddr.process(network);
  if (base.kind() !== sought.kind()) return false;
  const whole = base.kind() === 'ipv4' ? 32 : 128;
  // A network of IPv4 written as one of IPv6 counts its bits from the 97th on.
  const mapped = network.includes(':') && base.kind() === 'ipv4' ? 96 : 0;
  return sought.match(base, bits === undefined ? whole : Math.max(0, Number(bits) - mapped));
}

import { domainToASCII, domainToUnicode } from 'node:url';
import { cleaned } from './cleaned';

/**
 * As it is kept and compared: lower-case, composed, without what cannot be seen. A domain that is written with letters
 * of its language and the same one in the letters of the network (`xn--…`) are one address.
 */
export function mailAddressAsKept(typed: string): string {
  const address = cleaned(typed)
    .replace(/[\u200C\u200D]/g, '')
    .trim()
    .toLowerCase()
    .normalize('NFC');
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (at < 0 || !(/[^ -~]/.test(domain) || domain.includes('xn--'))) return address;
  const known = domainToUnicode(domainToASCII(domain));
  return known === '' ? address : address.slice(0, at + 1) + known.normalize('NFC');
}

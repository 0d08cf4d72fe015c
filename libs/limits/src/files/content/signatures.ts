import type { Content } from './content';

type Signed = Extract<
  Content,
  'program' | 'ole' | 'png' | 'jpeg' | 'gif' | 'tiff' | 'webp' | 'heic' | 'signed'
>;

const SIGNATURES: readonly (readonly [Signed, string])[] = [
  ['program', '4d5a'],
  ['program', '7f454c46'],
  ['program', 'feedface'],
  ['program', 'feedfacf'],
  ['program', 'cefaedfe'],
  ['program', 'cffaedfe'],
  ['program', 'cafebabe'],
  // a shortcut of Windows
  ['program', '4c0000000114020000000000c000000000000046'],
  ['ole', 'd0cf11e0a1b11ae1'],
  ['png', '89504e470d0a1a0a'],
  ['jpeg', 'ffd8ff'],
  ['gif', '474946383761'],
  ['gif', '474946383961'],
  ['tiff', '49492a00'],
  ['tiff', '4d4d002a'],
];

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1']);

/** What a file says of itself in its first bytes. */
export function signatureOf(start: Buffer): Signed | null {
  const signed = SIGNATURES.find(([, hex]) => start.toString('hex', 0, hex.length / 2) === hex);
  if (signed !== undefined) return signed[0];
  const words = start.toString('latin1', 0, 12);
  if (words.startsWith('RIFF') && words.endsWith('WEBP')) return 'webp';
  if (words.slice(4, 8) === 'ftyp' && HEIC_BRANDS.has(words.slice(8))) return 'heic';
  return isSigned(start) ? 'signed' : null;
}

/** PKCS #7: a DER or BER sequence that begins with its object identifier, or its PEM form. */
function isSigned(start: Buffer): boolean {
  return (
    (start[0] === 0x30 && start.subarray(0, 24).includes(Buffer.from('06092a864886f70d0107', 'hex'))) ||
    /^-----BEGIN (?:PKCS7|CMS)-----/.test(start.toString('latin1', 0, 32))
  );
}

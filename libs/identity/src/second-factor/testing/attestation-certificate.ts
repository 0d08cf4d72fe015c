import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** ASN.1 tags that a certificate needs (X.690). */
const tag = {
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
} as const;

const oid = {
  ecdsaWithSha256: '2a8648ce3d040302',
  country: '550406',
  organisation: '55040a',
  unit: '55040b',
  commonName: '550403',
  basicConstraints: '551d13',
} as const;

function der(kind: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([kind, ...length]), content]);
}

const named = (id: string, text: string): Buffer =>
  der(tag.set, der(tag.sequence, der(tag.oid, Buffer.from(id, 'hex')), der(tag.text, Buffer.from(text))));

/** A certificate as a maker of authenticators signs it (WebAuthn, 8.2.1), by nobody whom we know; and its key. */
export function attestationCertificate(): { readonly certificate: Buffer; readonly key: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(tag.sequence, der(tag.oid, Buffer.from(oid.ecdsaWithSha256, 'hex')));
  const name = der(
    tag.sequence,
    named(oid.country, 'US'),
    named(oid.organisation, 'Nobody'),
    named(oid.unit, 'Authenticator Attestation'),
    named(oid.commonName, 'Nobody Key 1'),
  );
  const noAuthority = der(
    tag.sequence,
    der(tag.oid, Buffer.from(oid.basicConstraints, 'hex')),
    der(tag.octets, der(tag.sequence)),
  );
  const body = der(
    tag.sequence,
    der(tag.version, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.from([1])),
    algorithm,
    name,
    der(
      tag.sequence,
      der(tag.time, Buffer.from('200101000000Z')),
      der(tag.time, Buffer.from('491231235959Z')),
    ),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(tag.extensions, der(tag.sequence, noAuthority)),
  );
  const signature = der(tag.bits, Buffer.from([0]), sign('sha256', body, privateKey));
  return { certificate: der(tag.sequence, body, algorithm, signature), key: privateKey };
}

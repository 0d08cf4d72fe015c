export type Cbor = number | string | Buffer | readonly Cbor[] | ReadonlyMap<number | string, Cbor>;

/** As much of CBOR (RFC 8949) as an authenticator speaks: integers, bytes, text, lists and maps. */
export function cborOf(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (isList(value)) return Buffer.concat([head(4, value.length), ...value.map(cborOf)]);
  const entries = [...value].flatMap(([key, held]) => [cborOf(key), cborOf(held)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

function isList(value: Cbor): value is readonly Cbor[] {
  return Array.isArray(value);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
}

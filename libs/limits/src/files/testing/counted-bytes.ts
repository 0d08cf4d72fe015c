import type { FileBytes } from '@countersign/platform';

/** A file in memory that counts what is read of it. */
export function countedBytes(
  content: Buffer,
): FileBytes & { readonly counted: { reads: number; bytes: number } } {
  const counted = { reads: 0, bytes: 0 };
  return {
    size: content.length,
    counted,
    read(at, length) {
      const found = content.subarray(at, at + length);
      counted.reads += 1;
      counted.bytes += found.length;
      return Promise.resolve(found);
    },
  };
}

/** A stored file, read only where it is asked. */
export interface FileBytes {
  readonly size: number;
  /** Fewer bytes than asked for where the file ends, none beyond its end. */
  read(at: number, length: number): Promise<Buffer>;
}

const PAGE = 64 * 1024;

/** Small reads close to each other, such as those along a list of offsets, become one. */
export function inPages(bytes: FileBytes, pageSize = PAGE): FileBytes {
  let first = 0;
  let page: Buffer = Buffer.alloc(0);
  return {
    size: bytes.size,
    async read(at, length) {
      if (length > pageSize) return bytes.read(at, length);
      if (at < first || at + length > first + page.length) {
        first = at;
        page = await bytes.read(at, pageSize);
      }
      return page.subarray(at - first, at - first + length);
    },
  };
}

/** From start to end, in pieces that hold nobody up. */
export async function* piecesOf(bytes: FileBytes): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.size; at += PAGE) yield await bytes.read(at, PAGE);
}

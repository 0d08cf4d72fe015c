/** As long as every token that is mailed: 32 bytes in base64url. */
const LENGTH = 43;

/** What a fragment holds of the key that was mailed. */
export type MailedToken =
  | { readonly kind: 'whole'; readonly token: string }
  /** Something of it, not all. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'none' };

/**
 * Mail programs break links: they wrap them, encode them once more, leave quoted-printable marks in them, or take the
 * full stop behind them along. What can be told apart from the key is taken away.
 */
export function mailedToken(fragment: string | null): MailedToken {
  const text = decoded(fragment ?? '');
  const after = /(?:^|[#&?])t=(.*)$/is.exec(text)?.[1];
  if (after === undefined) return { kind: 'none' };
  // soft line breaks, then spaces and line breaks of any kind
  const key = after.replace(/=\s*\r?\n/g, '').replace(/\s+/g, '');
  // "=3D" is how quoted-printable writes the sign before the key
  for (const candidate of [key, key.replace(/^3D/, '')]) {
    const token = /^[\w-]+/.exec(candidate)?.[0];
    if (token?.length === LENGTH) return { kind: 'whole', token };
  }
  return { kind: 'cut' };
}

/** Encoded once by a mail program and once more by a gateway before it. */
function decoded(text: string): string {
  let plain = text;
  for (let round = 0; round < 3 && /%[0-9a-f]{2}/i.test(plain); round++) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      return plain; // a part of an encoded sign was cut off
    }
  }
  return plain;
}

/** Only a path of this product: `//elsewhere.example` would leave it, and so would `/.//elsewhere.example`. */
export function insideOnly(returnTo: string | null): string {
  const elsewhere = '/dashboard';
  if (returnTo === null || !/^\/(?![/\\])/.test(returnTo) || !URL.canParse(returnTo, 'http://inside')) {
    return elsewhere;
  }
  const { origin, pathname } = new URL(returnTo, 'http://inside');
  return origin === 'http://inside' && !pathname.startsWith('//') ? returnTo : elsewhere;
}

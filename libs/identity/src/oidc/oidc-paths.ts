/** A page of this product and nothing else: neither another site nor the api itself. */
export function pageWithin(publicUrl: string, wanted: string | null): string {
  const start = '/';
  if (wanted === null || !wanted.startsWith('/') || !URL.canParse(wanted, publicUrl)) return start;
  const url = new URL(wanted, publicUrl);
  if (url.origin !== new URL(publicUrl).origin || /^\/api(\/|$)/.test(url.pathname)) return start;
  // `/.//elsewhere` is our own to the parser, and another site to whoever reads what is left of it.
  if (url.pathname.startsWith('//')) return start;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The page, told in its query why it is shown. */
export function withProblem(page: string, code: string): string {
  const url = new URL(page, 'http://localhost');
  url.searchParams.set('problem', code);
  return `${url.pathname}${url.search}${url.hash}`;
}

export function signInPage(slug: string | null): string {
  return slug === null ? '/sign-in' : `/o/${encodeURIComponent(slug)}`;
}

/** Only a path of this product: `//elsewhere.example` would leave it. */
export function insideOnly(returnTo: string | null): string {
  return returnTo !== null && /^\/(?![/\\])/.test(returnTo) ? returnTo : '/dashboard';
}

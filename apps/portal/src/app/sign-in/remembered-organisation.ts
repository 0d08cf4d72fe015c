const STORAGE_KEY = 'countersign.organisation';

/** The short name used last in this browser: the next sign-in offers it. */
export function rememberedOrganisation(): string {
  return localStorage.getItem(STORAGE_KEY) ?? '';
}

export function rememberOrganisation(slug: string | null): void {
  if (slug !== null) localStorage.setItem(STORAGE_KEY, slug);
}

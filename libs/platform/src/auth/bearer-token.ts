import type { Request } from 'express';

/** What a program sends instead of a cookie; null where there is none. A request that carries one has its cookies ignored. */
export function bearerTokenOf(request: Request): string | null {
  return /^Bearer\b *(.*)$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;
}

import { afterRenderEffect, computed, inject, type Signal, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';

/**
 * The key of a link, `#t=…`: read once, kept in memory only and taken out of the address bar and the history.
 * `null` when the link is not whole. Another link opened in the same tab replaces it.
 */
export function linkToken(): Signal<string | null> {
  const router = inject(Router);
  const route = inject(ActivatedRoute);
  const fragment = toSignal(route.fragment, { initialValue: null });
  const inAddress = computed(() => new URLSearchParams(fragment() ?? '').get('t') || null);
  const kept = signal(inAddress());
  // not before the page stands: a navigation that is still on its way would be given up
  afterRenderEffect(() => {
    const token = inAddress();
    if (token === null) return;
    kept.set(token);
    void router.navigate([], { relativeTo: route, queryParamsHandling: 'preserve', replaceUrl: true });
  });
  return kept.asReadonly();
}

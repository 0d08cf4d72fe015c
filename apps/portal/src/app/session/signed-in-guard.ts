import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { SessionStore } from './session-store';

export const signedInGuard: CanActivateFn = async (_route, state) => {
  const store = inject(SessionStore);
  const router = inject(Router);
  const session = await store.current().catch(() => null);
  if (session === null) {
    const unavailable = router.createUrlTree(['/unavailable'], { queryParams: { returnTo: state.url } });
    return new RedirectCommand(unavailable, { skipLocationChange: true });
  }
  if (session.member) {
    return true;
  }
  const returnTo = state.url === '/' ? null : state.url;
  return new RedirectCommand(router.createUrlTree(['/sign-in'], { queryParams: { returnTo } }));
};

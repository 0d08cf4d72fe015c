import { inject } from '@angular/core';
import { type CanActivateFn, type GuardResult, RedirectCommand, Router } from '@angular/router';
import type { Session } from '@countersign/api-types';
import { SessionStore } from './session-store';

/** Where a member without the second factor that the organisation asks for is taken first. */
const ENROLMENT = '/second-factor';

export const signedInGuard: CanActivateFn = (_route, state) =>
  whenKnown(state.url, (session, toPage) =>
    session.secondFactor === 'required' ? toPage(ENROLMENT, state.url) : true,
  );

/** For the page of the enrolment itself. */
export const enrollingGuard: CanActivateFn = (_route, state) => whenKnown(state.url, () => true);

type ToPage = (page: string, returnTo: string | null) => RedirectCommand;

async function whenKnown(
  url: string,
  decide: (session: Session, toPage: ToPage) => GuardResult,
): Promise<GuardResult> {
  const store = inject(SessionStore);
  const router = inject(Router);
  const toPage: ToPage = (page, returnTo) =>
    new RedirectCommand(
      router.createUrlTree([page], { queryParams: { returnTo: returnTo === '/' ? null : returnTo } }),
    );
  const session = await store.current().catch(() => null);
  if (session === null) {
    const unavailable = router.createUrlTree(['/unavailable'], { queryParams: { returnTo: url } });
    return new RedirectCommand(unavailable, { skipLocationChange: true });
  }
  return session.member ? decide(session, toPage) : toPage('/sign-in', url);
}

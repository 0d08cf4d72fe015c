import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { readProblem } from '../ui/problem';
import { SessionStore } from './session-store';

/** The respondent's world has a cookie and a way back of its own. */
const OWN_ANSWER_TO_401 = ['/api/sign-in', '/api/respond'];
/** A wrong code is said where it was entered; the session goes on. */
const WRONG_PROOF = 'second-factor-wrong';
/** The organisation has begun to ask for a second factor, and nothing else is open until there is one. */
const FACTOR_MISSING = 'second-factor-required';

export const signedOutInterceptor: HttpInterceptorFn = (request, next) => {
  const router = inject(Router);
  const store = inject(SessionStore);
  return next(request).pipe(
    catchError((error: unknown) => {
      const { code } = readProblem(error);
      if (endsSession(request.url, error) && code !== WRONG_PROOF) {
        store.forget();
        const returnTo = router.url.startsWith('/sign-in') ? null : router.url;
        void router.navigate(['/sign-in'], { queryParams: { returnTo, ended: returnTo ? true : null } });
      } else if (code === FACTOR_MISSING && !router.url.startsWith('/second-factor')) {
        store.forget();
        void router.navigate(['/second-factor'], { queryParams: { returnTo: router.url } });
      }
      return throwError(() => error);
    }),
  );
};

function endsSession(url: string, error: unknown): boolean {
  const signedOut = error instanceof HttpErrorResponse && error.status === 401;
  return signedOut && !OWN_ANSWER_TO_401.some((path) => url.startsWith(path));
}

import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, throwError } from 'rxjs';
import { SessionStore } from './session-store';

/** The respondent's world has a cookie and a way back of its own. */
const OWN_ANSWER_TO_401 = ['/api/sign-in', '/api/respond'];

export const signedOutInterceptor: HttpInterceptorFn = (request, next) => {
  const router = inject(Router);
  const store = inject(SessionStore);
  return next(request).pipe(
    catchError((error: unknown) => {
      const signedOut = error instanceof HttpErrorResponse && error.status === 401;
      if (signedOut && !OWN_ANSWER_TO_401.some((path) => request.url.startsWith(path))) {
        store.forget();
        const returnTo = router.url.startsWith('/sign-in') ? null : router.url;
        void router.navigate(['/sign-in'], { queryParams: { returnTo, ended: returnTo ? true : null } });
      }
      return throwError(() => error);
    }),
  );
};

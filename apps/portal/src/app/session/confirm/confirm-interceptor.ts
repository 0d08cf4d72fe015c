import type { HttpInterceptorFn } from '@angular/common/http';
import { inject, Injector } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { readProblem } from '../../ui/problem';

/**
 * What changes access, or takes data out or away, needs a fresh proof that it is still the member who sits there. Whatever asked is held
 * until the proof is given, and then asked again; without it the refusal stands.
 */
export const confirmInterceptor: HttpInterceptorFn = (request, next) => {
  const injector = inject(Injector);
  return next(request).pipe(
    catchError((error: unknown) => {
      if (readProblem(error).code !== 'confirm-it-is-you') return throwError(() => error);
      return from(askAgain(injector)).pipe(
        switchMap((confirmed) => (confirmed ? next(request) : throwError(() => error))),
      );
    }),
  );
};

/** Loaded when needed: most visits never see the dialog. */
async function askAgain(injector: Injector): Promise<boolean> {
  const { ConfirmItIsYou } = await import('./confirm-it-is-you');
  return injector.get(ConfirmItIsYou).ask();
}

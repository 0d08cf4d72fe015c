import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import type { Permission } from './permissions';
import { SessionStore } from './session-store';

/** The API refuses as well; this only spares a member a form that could not be saved. */
export function mayGuard(permission: Permission): CanActivateFn {
  return () => inject(SessionStore).may(permission) || inject(Router).createUrlTree(['/dashboard']);
}

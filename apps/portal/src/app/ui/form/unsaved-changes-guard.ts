import { inject, type Signal } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { Confirm } from '../confirm';

export interface HoldsForm {
  readonly form: { readonly unsaved: Signal<boolean> };
}

export const unsavedChangesGuard: CanDeactivateFn<HoldsForm> = (page, _route, _from, to) => {
  if (!page.form.unsaved() || to.url.startsWith('/sign-in')) {
    return true;
  }
  return inject(Confirm).ask({
    heading: 'Leave without saving?',
    text: 'What you entered on this page has not been saved and will be lost.',
    confirm: 'Leave without saving',
    cancel: 'Stay on this page',
  });
};

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
    heading: $localize`:@@unsaved-changes-guard.leave-without-saving:Leave without saving?`,
    text: $localize`:@@unsaved-changes-guard.what-you-entered-on:What you entered on this page has not been saved and will be lost.`,
    confirm: $localize`:@@unsaved-changes-guard.leave-without-saving-2:Leave without saving`,
    cancel: $localize`:@@unsaved-changes-guard.stay-on-this-page:Stay on this page`,
  });
};

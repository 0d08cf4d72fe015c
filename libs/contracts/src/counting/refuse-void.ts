import { conflict } from '@countersign/platform';

/** One that is void is brought back before anything else is done with it. */
export function refuseVoid({ counts }: { readonly counts: boolean }): void {
  if (!counts) throw conflict('contract-void');
}

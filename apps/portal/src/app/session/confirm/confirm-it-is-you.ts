import { inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom, map } from 'rxjs';
import { ConfirmDialog } from './confirm-dialog';

@Injectable({ providedIn: 'root' })
export class ConfirmItIsYou {
  readonly #dialog = inject(MatDialog);
  #asking: Promise<boolean> | null = null;

  /** Whether the member has proved it. Two requests at once ask once. */
  ask(): Promise<boolean> {
    this.#asking ??= this.#open().finally(() => (this.#asking = null));
    return this.#asking;
  }

  #open(): Promise<boolean> {
    const opened = this.#dialog.open<ConfirmDialog, void, boolean>(ConfirmDialog, { width: '28rem' });
    return firstValueFrom(opened.afterClosed().pipe(map((confirmed) => confirmed ?? false)));
  }
}

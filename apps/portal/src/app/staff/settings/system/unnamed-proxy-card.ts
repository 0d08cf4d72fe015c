import { Clipboard } from '@angular/cdk/clipboard';
import { Component, inject, input } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import type { UnnamedProxy } from '@countersign/api-types';
import { mdiContentCopy } from '@mdi/js';
import { InstantPipe } from '../../../ui/dates';
import { Icon } from '../../../ui/icon';
import { Notices } from '../../../ui/notices';

/** One address that sends forwarding headers in vain: what follows, and both remedies. */
@Component({
  selector: 'cs-unnamed-proxy-card',
  imports: [Icon, InstantPipe, MatIconButton],
  templateUrl: './unnamed-proxy-card.html',
  styleUrl: './unnamed-proxy-card.scss',
  host: { class: 'cs-stack' },
})
export class UnnamedProxyCard {
  readonly proxy = input.required<UnnamedProxy>();

  readonly #clipboard = inject(Clipboard);
  readonly #notices = inject(Notices);
  protected readonly sign = mdiContentCopy;

  protected copy(): void {
    if (this.#clipboard.copy(this.proxy().setting)) {
      this.#notices.done($localize`:@@unnamed-proxy-card.the-setting-was-copied:The setting was copied.`);
    }
  }
}

import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { UnnamedProxy } from '@countersign/api-types';
import { mdiAlertOutline } from '@mdi/js';
import { Icon } from '../../../ui/icon';

/** Said on every settings page until the proxy is named; what to do stands on the page of the installation. */
@Component({
  selector: 'cs-unnamed-proxy-note',
  imports: [Icon, RouterLink],
  template: `
    <cs-icon [path]="sign" />
    <p i18n="@@unnamed-proxy-note.requests-arrive-with-a">
      Requests arrive with a forwarding header from <code>{{ proxy().address }}</code>, which
      <code>TRUSTED_PROXIES</code> does not name. If that is your proxy, everybody behind it counts as one
      visitor.
      <a routerLink="/settings/system">What to do</a>
    </p>
  `,
  styles: `
    :host {
      display: flex;
      gap: var(--cs-space-3);
      max-inline-size: 54rem;
      margin-block-end: var(--cs-space-4);
      padding: var(--cs-space-3) var(--cs-space-4);
      border-radius: var(--mat-sys-corner-medium);
      background: var(--cs-warn);
      color: var(--cs-on-warn);
    }

    p {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    a {
      color: inherit;
      white-space: nowrap;
    }
  `,
  host: { role: 'note' },
})
export class UnnamedProxyNote {
  readonly proxy = input.required<UnnamedProxy>();
  protected readonly sign = mdiAlertOutline;
}

import { Component, inject, signal } from '@angular/core';
import { InstantPipe } from '../../../ui/dates';
import { ObjectState } from '../../../ui/object/object-state';
import { PageHeader } from '../../../ui/page-header';
import { BackgroundNote } from '../../dashboard/background-note';
import { SystemClient } from './system-client';
import { UnnamedProxyCard } from './unnamed-proxy-card';

/** What only its operator can mend, told to whoever can tell the operator. */
@Component({
  selector: 'cs-system-page',
  imports: [BackgroundNote, InstantPipe, ObjectState, PageHeader, UnnamedProxyCard],
  template: `
    <cs-page-header
      heading="Installation"
      i18n-heading="@@system-page.installation"
      lead="How this Countersign runs. What is amiss here is mended by whoever operates the server."
      i18n-lead="@@system-page.how-this-countersign-runs"
    />
    @if (state.hasValue()) {
      @let shown = state.value();
      <section class="cs-panel cs-form-panel cs-stack" aria-labelledby="about">
        <h2 i18n="@@system-page.version" id="about">Version</h2>
        <p>
          Countersign {{ shown.build.version }}
          @if (shown.build.commit !== null) {
            (<code>{{ shown.build.commit }}</code
            >)
          }
        </p>
      </section>
      <section class="cs-panel cs-form-panel cs-stack" aria-labelledby="proxies">
        <h2 i18n="@@system-page.proxies" id="proxies">Proxies</h2>
        @for (proxy of shown.unnamedProxies; track proxy.address) {
          <cs-unnamed-proxy-card [proxy]="proxy" />
        } @empty {
          <p i18n="@@system-page.within-the-last-hour">Within the last hour no unnamed proxy was seen.</p>
        }
      </section>
      <section class="cs-panel cs-form-panel cs-stack" aria-labelledby="background">
        <h2 i18n="@@system-page.work-in-the-background" id="background">Work in the background</h2>
        @if (shown.worker.state !== 'up' || shown.worker.mailWait !== null) {
          <cs-background-note [worker]="shown.worker" />
        } @else if (shown.worker.lastSeenAt !== null) {
          <p i18n="@@system-page.a-worker-sends-mail">
            A worker sends mail and reminders; it was last seen on {{ shown.worker.lastSeenAt | instant }}.
          </p>
        }
      </section>
    } @else {
      <cs-object-state [of]="state" />
    }
  `,
  styles: `
    h2 {
      font: var(--mat-sys-title-medium);
      font-family: var(--mat-sys-headline-small-font);
      font-size: 1.125rem;
    }

    cs-unnamed-proxy-card + cs-unnamed-proxy-card {
      padding-block-start: var(--cs-space-4);
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
  `,
  host: { class: 'cs-stack' },
})
export class SystemPage {
  protected readonly state = inject(SystemClient).state(signal(true));
}

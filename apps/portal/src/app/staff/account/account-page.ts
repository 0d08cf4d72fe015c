import { Component, computed, inject, input } from '@angular/core';
import { orNull } from '../../session/or-null';
import { SessionStore } from '../../session/session-store';
import { type Tab, UrlTabs } from '../../ui/object/url-tabs';
import { PageHeader } from '../../ui/page-header';
import { OwnSessions } from './sessions/own-sessions';
import { OwnSignIn } from './sign-in/own-sign-in';
import { OwnTokens } from './tokens/own-tokens';

const TABS = [
  { key: 'sign-in', text: $localize`:@@account-page.sign-in:Sign-in` },
  { key: 'sessions', text: $localize`:@@account-page.sessions:Sessions` },
  { key: 'tokens', text: $localize`:@@account-page.api-tokens:API tokens` },
] as const satisfies readonly Tab[];

@Component({
  selector: 'cs-account-page',
  imports: [OwnSessions, OwnSignIn, OwnTokens, PageHeader, UrlTabs],
  template: `
    <cs-page-header heading="Your account" i18n-heading="@@account-page.your-account" [lead]="lead()" />
    <cs-url-tabs
      label="Your account"
      i18n-label="@@account-page.your-account"
      [tabs]="tabs"
      [selected]="selected()"
    >
      @switch (selected()) {
        @case ('sessions') {
          <cs-own-sessions />
        }
        @case ('tokens') {
          <cs-own-tokens />
        }
        @default {
          <cs-own-sign-in [problem]="problem()" />
        }
      }
    </cs-url-tabs>
  `,
  host: { class: 'cs-stack' },
})
export class AccountPage {
  readonly tab = input(null, { transform: orNull });
  readonly problem = input(null, { transform: orNull });

  readonly #member = inject(SessionStore).member;
  protected readonly tabs = TABS;
  protected readonly selected = computed(() => TABS.find(({ key }) => key === this.tab())?.key ?? 'sign-in');
  protected readonly lead = computed(() => {
    const member = this.#member();
    return member ? `${member.name}, ${member.email}` : null;
  });
}

import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { mdiChevronDown } from '@mdi/js';
import { filter, map, startWith } from 'rxjs';
import { SessionStore } from '../../session/session-store';
import { Icon } from '../../ui/icon';
import { SETTINGS_PAGES } from './settings-pages';
import { SystemClient } from './system/system-client';
import { UnnamedProxyNote } from './system/unnamed-proxy-note';

/** The frame of the settings: the list of its pages beside the one that is open, on a phone folded above it. */
@Component({
  selector: 'cs-settings-page',
  imports: [Icon, NgTemplateOutlet, RouterLink, RouterLinkActive, RouterOutlet, UnnamedProxyNote],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.scss',
})
export class SettingsPage {
  readonly #session = inject(SessionStore);
  readonly #router = inject(Router);
  readonly #url = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
      startWith(this.#router.url),
    ),
    { requireSync: true },
  );
  protected readonly pages = computed(() =>
    SETTINGS_PAGES.filter(({ permission }) => this.#session.may(permission)),
  );
  protected readonly here = computed(
    () =>
      this.pages().find(({ path }) => this.#url().startsWith(`/settings/${path}`))?.text ??
      $localize`:@@settings-page.settings:Settings`,
  );
  readonly #system = inject(SystemClient).state(computed(() => this.#session.may('organisation.manage')));
  /** The page of the installation says it at length. */
  protected readonly unnamedProxy = computed(() =>
    this.#system.hasValue() && !this.#url().startsWith('/settings/system')
      ? (this.#system.value().unnamedProxies[0] ?? null)
      : null,
  );
  protected readonly unfolded = signal(false);
  protected readonly fold = mdiChevronDown;
}

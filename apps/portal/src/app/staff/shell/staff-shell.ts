import { DOCUMENT } from '@angular/common';
import { Component, type ElementRef, inject, viewChild } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import {
  mdiAccountCircleOutline,
  mdiCheck,
  mdiClose,
  mdiEmailOpenOutline,
  mdiLogout,
  mdiMagnify,
  mdiMenu,
  mdiOpenInNew,
} from '@mdi/js';
import { SessionStore } from '../../session/session-store';
import { type Theme, ThemeChoice, THEMES } from '../../session/theme-choice';
import { Icon } from '../../ui/icon';
import { Notices } from '../../ui/notices';
import { ROLE_WORDS } from '../../ui/words';
import { Navigation } from './navigation';

const THEME_WORDS: Readonly<Record<Theme, string>> = {
  system: $localize`:@@staff-shell.as-the-system-has:As the system has it`,
  light: $localize`:@@staff-shell.light:Light`,
  dark: $localize`:@@staff-shell.dark:Dark`,
};

@Component({
  selector: 'cs-staff-shell',
  imports: [Icon, MatIconButton, MatMenu, MatMenuItem, MatMenuTrigger, Navigation, RouterLink, RouterOutlet],
  templateUrl: './staff-shell.html',
  styleUrl: './staff-shell.scss',
  host: { '(document:keydown)': 'onKey($event)' },
})
export class StaffShell {
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #document = inject(DOCUMENT);
  readonly #theme = inject(ThemeChoice);
  protected readonly session = inject(SessionStore);

  protected readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  protected readonly theme = this.#theme.theme;
  protected readonly themes = THEMES.map((theme) => ({ theme, text: THEME_WORDS[theme] }));
  protected readonly icons = {
    menu: mdiMenu,
    close: mdiClose,
    search: mdiMagnify,
    account: mdiAccountCircleOutline,
    signOut: mdiLogout,
    chosen: mdiCheck,
    inbox: mdiEmailOpenOutline,
    outside: mdiOpenInNew,
  };

  protected roles(): string {
    return (this.session.member()?.roles ?? []).map((role) => ROLE_WORDS[role]).join(', ');
  }

  protected chooseTheme(theme: Theme): void {
    this.#theme.choose(theme);
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  protected search(text: string): void {
    void this.#router.navigate(['/vendors'], { queryParams: { search: text.trim() || null } });
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.#router.navigate(['/sign-in']);
    } catch (error) {
      this.#notices.failed(error);
    }
  }

  protected onKey(event: KeyboardEvent): void {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const boxes = this.#document.querySelectorAll<HTMLInputElement>(
      'main [data-search], header [data-search]',
    );
    const box = [...boxes].reverse().find((candidate) => candidate.offsetParent !== null);
    if (box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  }

  /** A press on the dialog itself is one beside its content. Gives nothing back: `false` would cancel the press. */
  protected closeOutside(event: Event, drawer: HTMLDialogElement): void {
    if (event.target === drawer) drawer.close();
  }
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

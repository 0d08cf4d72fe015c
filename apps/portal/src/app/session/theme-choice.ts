import { DOCUMENT } from '@angular/common';
import { inject, Injectable, signal } from '@angular/core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_KEY = 'countersign.theme';

@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  readonly #document = inject(DOCUMENT);
  readonly theme = signal<Theme>(this.#remembered());

  choose(theme: Theme): void {
    this.theme.set(theme);
    this.#document.defaultView?.localStorage.setItem(STORAGE_KEY, theme);
    this.apply();
  }

  apply(): void {
    const root = this.#document.documentElement;
    if (this.theme() === 'system') {
      root.removeAttribute('data-theme');
    } else {
      root.setAttribute('data-theme', this.theme());
    }
  }

  #remembered(): Theme {
    const stored = this.#document.defaultView?.localStorage.getItem(STORAGE_KEY);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  }
}

import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';

@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  readonly #title = inject(Title);

  override updateTitle(state: RouterStateSnapshot): void {
    this.name(this.buildTitle(state) ?? null);
  }

  /** Object pages call this with the object's own name once it is known. */
  name(page: string | null): void {
    this.#title.setTitle(page ? `${page} · Countersign` : 'Countersign');
  }
}

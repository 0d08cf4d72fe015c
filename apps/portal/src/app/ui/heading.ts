import { DOCUMENT, ViewportScroller } from '@angular/common';
import { afterNextRender, Directive, ElementRef, inject, Injectable } from '@angular/core';
import { NavigationEnd, NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';

/** After a navigation the next heading that appears takes the focus, even when its data arrives late. */
@Injectable({ providedIn: 'root' })
export class HeadingFocus {
  readonly #router = inject(Router);
  readonly #scroller = inject(ViewportScroller);
  readonly #document = inject(DOCUMENT);
  #path: string | null = null;
  #goingBack = false;
  #awaited = false;

  watchNavigation(): void {
    this.#router.events.pipe(filter((event) => event instanceof NavigationStart)).subscribe((event) => {
      this.#goingBack = event.navigationTrigger === 'popstate';
    });
    this.#router.events
      .pipe(filter((event) => event instanceof NavigationEnd))
      .subscribe((event) => this.#arrive(event.urlAfterRedirects.split(/[?#]/)[0] ?? ''));
  }

  claim(heading: HTMLElement): void {
    if (this.#awaited) {
      this.#awaited = false;
      heading.focus({ preventScroll: true });
    }
  }

  #arrive(path: string): void {
    const firstPage = this.#path === null;
    const samePage = this.#path === path;
    this.#path = path;
    if (firstPage || samePage) {
      return;
    }
    this.#awaited = true;
    if (!this.#goingBack) {
      this.#scroller.scrollToPosition([0, 0]);
    }
    const heading = this.#document.querySelector<HTMLElement>('h1[csHeading]');
    if (heading) {
      this.claim(heading);
    }
  }
}

@Directive({ selector: 'h1[csHeading]', host: { tabindex: '-1' } })
export class Heading {
  constructor() {
    const focus = inject(HeadingFocus);
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => focus.claim(element));
  }
}

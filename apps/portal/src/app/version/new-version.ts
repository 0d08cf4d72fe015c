import {
  HttpClient,
  HttpErrorResponse,
  type HttpHeaders,
  type HttpInterceptorFn,
  HttpResponse,
} from '@angular/common/http';
import { DOCUMENT, ErrorHandler, inject, Injectable, signal } from '@angular/core';
import { NavigationEnd, type NavigationError, Router } from '@angular/router';
import { filter, firstValueFrom, tap } from 'rxjs';

/** The digests in the names of the first scripts, of the members' side and the vendors'; every answer names those of now. */
const VERSION_HEADER = 'Countersign-Portal';
/** As Chromium, Firefox and Safari say that a part of the portal did not come. */
const DID_NOT_COME = /dynamically imported module|Importing a module script failed/i;

const OUT_OF_REACH = $localize`:@@new-version.this-page-could-not:This page could not be loaded: Countersign cannot be reached. What you have typed stays here.`;
const DID_NOT_ARRIVE = $localize`:@@new-version.this-page-could-not-2:This page could not be loaded. What you have typed stays here.`;

/** Whether the portal was replaced while this tab was open, and what becomes of a page that only the old one had. */
@Injectable({ providedIn: 'root' })
export class NewVersion {
  readonly #document = inject(DOCUMENT);
  readonly #errors = inject(ErrorHandler);
  readonly #http = inject(HttpClient);
  readonly #router = inject(Router);
  readonly #own = versionIn(this.#document);

  readonly isHere = signal(false);
  /** Where somebody was going when the old portal went no further. */
  readonly wanted = signal<string | null>(null);
  /** Why the wanted page did not come. Said by what is loaded already: without a network nothing more can be. */
  readonly trouble = signal<string | null>(null);

  constructor() {
    this.#router.events.pipe(filter((event) => event instanceof NavigationEnd)).subscribe(() => {
      this.wanted.set(null);
      this.trouble.set(null);
    });
  }

  see(version: string | null): void {
    if (this.#own !== null && version !== null && !version.split(' ').includes(this.#own))
      this.isHere.set(true);
  }

  /** The browser asks before it leaves a form that is not saved. */
  reload(): void {
    this.#document.location.assign(this.wanted() ?? this.#document.location.href);
  }

  async tryAgain(): Promise<void> {
    const wanted = this.wanted();
    if (wanted !== null) await this.#router.navigateByUrl(wanted);
  }

  /**
   * Loads the wanted page anew where the portal was replaced; a lost connection takes nobody from where they are. A
   * browser may remember that a part did not come: what fails twice within reach is loaded anew as well.
   */
  async meet({ url, error }: NavigationError): Promise<void> {
    if (!(error instanceof Error) || !DID_NOT_COME.test(error.message))
      return this.#errors.handleError(error);
    const isTriedAgain = this.wanted() === url;
    this.wanted.set(url);
    if (!(await this.#isReachable())) return this.trouble.set(OUT_OF_REACH);
    if (this.isHere() || isTriedAgain) return this.reload();
    this.trouble.set(DID_NOT_ARRIVE);
  }

  /** Its answer goes through the interceptor below. */
  async #isReachable(): Promise<boolean> {
    return firstValueFrom(this.#http.get('/api/health/live')).then(
      () => true,
      () => false,
    );
  }
}

export const newVersionInterceptor: HttpInterceptorFn = (request, next) => {
  const version = inject(NewVersion);
  const look = (headers: HttpHeaders) => version.see(headers.get(VERSION_HEADER));
  return next(request).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse) look(event.headers);
      },
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse) look(error.headers);
      },
    }),
  );
};

/** Null where names hold no digest, as while developing. */
function versionIn(document: Document): string | null {
  const sources = [...document.querySelectorAll('script[src]')].map((script) => script.getAttribute('src'));
  return sources.map((source) => /^\/?main-([\w-]{8})\.js$/.exec(source ?? '')?.[1]).find(Boolean) ?? null;
}

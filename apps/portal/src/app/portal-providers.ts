import { APP_BASE_HREF } from '@angular/common';
import { type HttpInterceptorFn, provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  type Routes,
  TitleStrategy,
  withComponentInputBinding,
  withNavigationErrorHandler,
  withPreloading,
  withRouterConfig,
} from '@angular/router';
import { ThemeChoice } from './session/theme-choice';
import { HeadingFocus } from './ui/heading';
import { KeptPages } from './ui/kept-pages';
import { PageTitle } from './ui/page-title';
import { NewVersion, newVersionInterceptor } from './version/new-version';

/** What both applications are, the members' and the vendors'; each has its own pages and asks the api in its own way. */
export const applicationOf = (
  pages: Routes,
  interceptors: readonly HttpInterceptorFn[],
): ApplicationConfig => ({
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    // In place of <base>, which the content security policy forbids (base-uri 'none').
    { provide: APP_BASE_HREF, useValue: '/' },
    provideRouter(
      pages,
      withComponentInputBinding(),
      withPreloading(KeptPages),
      // what became of it is told below
      withRouterConfig({ resolveNavigationPromiseOnError: true }),
      withNavigationErrorHandler((error) => void inject(NewVersion).meet(error)),
    ),
    provideHttpClient(withFetch(), withInterceptors([newVersionInterceptor, ...interceptors])),
    provideAppInitializer(() => {
      inject(ThemeChoice).apply();
      inject(HeadingFocus).watchNavigation();
    }),
    { provide: TitleStrategy, useClass: PageTitle },
  ],
});

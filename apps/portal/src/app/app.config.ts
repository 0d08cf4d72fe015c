import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withNavigationErrorHandler,
  withPreloading,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes';
import { confirmInterceptor } from './session/confirm/confirm-interceptor';
import { signedOutInterceptor } from './session/signed-out-interceptor';
import { ThemeChoice } from './session/theme-choice';
import { HeadingFocus } from './ui/heading';
import { KeptPages } from './ui/kept-pages';
import { PageTitle } from './ui/page-title';
import { NewVersion, newVersionInterceptor } from './version/new-version';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    // In place of <base>, which the content security policy forbids (base-uri 'none').
    { provide: APP_BASE_HREF, useValue: '/' },
    provideRouter(
      routes,
      withComponentInputBinding(),
      withPreloading(KeptPages),
      // what became of it is told below
      withRouterConfig({ resolveNavigationPromiseOnError: true }),
      withNavigationErrorHandler((error) => void inject(NewVersion).meet(error)),
    ),
    provideHttpClient(
      withFetch(),
      withInterceptors([newVersionInterceptor, signedOutInterceptor, confirmInterceptor]),
    ),
    provideAppInitializer(() => {
      inject(ThemeChoice).apply();
      inject(HeadingFocus).watchNavigation();
    }),
    { provide: TitleStrategy, useClass: PageTitle },
  ],
};

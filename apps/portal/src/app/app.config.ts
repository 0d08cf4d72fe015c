import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  provideAppInitializer,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import { MAT_FORM_FIELD_DEFAULT_OPTIONS } from '@angular/material/form-field';
import { MAT_SNACK_BAR_DEFAULT_OPTIONS } from '@angular/material/snack-bar';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withNavigationErrorHandler,
  withRouterConfig,
} from '@angular/router';
import { routes } from './app.routes';
import { confirmInterceptor } from './session/confirm/confirm-interceptor';
import { signedOutInterceptor } from './session/signed-out-interceptor';
import { ThemeChoice } from './session/theme-choice';
import { HeadingFocus } from './ui/heading';
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
    {
      provide: MAT_FORM_FIELD_DEFAULT_OPTIONS,
      useValue: { appearance: 'outline', subscriptSizing: 'dynamic' },
    },
    { provide: MAT_SNACK_BAR_DEFAULT_OPTIONS, useValue: { duration: 6000 } },
  ],
};

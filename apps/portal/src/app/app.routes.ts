import type { Routes } from '@angular/router';
import { galleryRoutes } from './gallery/gallery.routes';
import { enrollingGuard, signedInGuard } from './session/signed-in-guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'o/:slug',
    title: 'Sign in',
    loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'forgot-password',
    title: 'Forgot your password?',
    loadComponent: () => import('./sign-in/forgotten/forgot-password').then((m) => m.ForgotPassword),
  },
  {
    path: 'reset-password',
    title: 'Choose a new password',
    loadComponent: () => import('./reset-password/reset-password').then((m) => m.ResetPassword),
  },
  {
    path: 'invitation',
    title: 'Your invitation',
    loadComponent: () => import('./invitation/invitation-page').then((m) => m.InvitationPage),
  },
  {
    path: 'set-up',
    title: 'Set up Countersign',
    loadComponent: () => import('./set-up/set-up-page').then((m) => m.SetUpPage),
  },
  {
    path: 'second-factor',
    title: 'Protect your sign-in',
    canActivate: [enrollingGuard],
    loadComponent: () =>
      import('./staff/account/required/second-factor-required').then((m) => m.SecondFactorRequired),
  },
  {
    path: 'unavailable',
    title: 'Not available',
    loadComponent: () => import('./unavailable/unavailable').then((m) => m.Unavailable),
  },
  {
    path: 'respond',
    loadChildren: () => import('./respond/respond.routes').then((m) => m.respondRoutes),
  },
  ...galleryRoutes,
  {
    path: '',
    canActivate: [signedInGuard],
    loadChildren: () => import('./staff/staff.routes').then((m) => m.staffRoutes),
  },
];

import type { Routes } from '@angular/router';
import { galleryRoutes } from './gallery/gallery.routes';
import { inWorld } from './language/catalogue';
import { respondWorld } from './respond/respond-world';
import { enrollingGuard, signedInGuard } from './session/signed-in-guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: $localize`:@@app.routes.sign-in:Sign in`,
    loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'o/:slug',
    title: $localize`:@@app.routes.sign-in:Sign in`,
    loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'forgot-password',
    title: $localize`:@@app.routes.forgot-your-password:Forgot your password?`,
    loadComponent: () => import('./sign-in/forgotten/forgot-password').then((m) => m.ForgotPassword),
  },
  {
    path: 'reset-password',
    title: $localize`:@@app.routes.choose-a-new-password:Choose a new password`,
    loadComponent: () => import('./reset-password/reset-password').then((m) => m.ResetPassword),
  },
  {
    path: 'invitation',
    title: $localize`:@@app.routes.your-invitation:Your invitation`,
    loadComponent: () => import('./invitation/invitation-page').then((m) => m.InvitationPage),
  },
  {
    path: 'set-up',
    title: $localize`:@@app.routes.set-up-countersign:Set up Countersign`,
    loadComponent: () => import('./set-up/set-up-page').then((m) => m.SetUpPage),
  },
  {
    path: 'second-factor',
    title: $localize`:@@app.routes.protect-your-sign-in:Protect your sign-in`,
    canActivate: [enrollingGuard],
    loadComponent: () =>
      inWorld('staff', () => import('./staff/account/required/second-factor-required')).then(
        (m) => m.SecondFactorRequired,
      ),
  },
  {
    path: 'unavailable',
    title: $localize`:@@app.routes.not-available:Not available`,
    loadComponent: () => import('./unavailable/unavailable').then((m) => m.Unavailable),
  },
  ...respondWorld,
  ...galleryRoutes,
  {
    path: '',
    canActivate: [signedInGuard],
    loadChildren: () => inWorld('staff', () => import('./staff/staff.routes')).then((m) => m.staffRoutes),
  },
];

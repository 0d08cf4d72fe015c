import type { Routes } from '@angular/router';
import { signedInGuard } from './session/signed-in-guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn),
  },
  {
    path: 'respond',
    loadChildren: () => import('./respond/respond.routes').then((m) => m.respondRoutes),
  },
  {
    path: '',
    canActivate: [signedInGuard],
    loadChildren: () => import('./staff/staff.routes').then((m) => m.staffRoutes),
  },
];

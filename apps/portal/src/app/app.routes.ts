import type { Routes } from '@angular/router';
import { signedInGuard } from './session/signed-in-guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: () => import('./sign-in/sign-in').then((m) => m.SignIn),
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
  {
    path: '',
    canActivate: [signedInGuard],
    loadChildren: () => import('./staff/staff.routes').then((m) => m.staffRoutes),
  },
];

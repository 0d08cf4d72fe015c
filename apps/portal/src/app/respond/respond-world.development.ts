import type { Routes } from '@angular/router';
import { inWorld } from '../language/catalogue';

export const respondWorld: Routes = [
  {
    path: 'respond',
    loadChildren: () => inWorld('respond', () => import('./respond.routes')).then((m) => m.respondRoutes),
  },
];

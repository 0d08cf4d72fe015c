import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';

export const auditRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@audit.routes.audit-trail:Audit trail`,
    canActivate: [mayGuard('audit.read')],
    loadComponent: () => import('./audit-page').then((m) => m.AuditPage),
  },
];

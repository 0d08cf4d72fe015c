import type { Routes } from '@angular/router';

export const findingsRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@findings.routes.findings:Findings`,
    loadComponent: () => import('./finding-list').then((m) => m.FindingList),
  },
];

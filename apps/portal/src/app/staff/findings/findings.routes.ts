import type { Routes } from '@angular/router';

export const findingsRoutes: Routes = [
  {
    path: '',
    title: 'Findings',
    loadComponent: () => import('./finding-list').then((m) => m.FindingList),
  },
];

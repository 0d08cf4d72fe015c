import type { Routes } from '@angular/router';

export const tasksRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@tasks.routes.tasks:Tasks`,
    loadComponent: () => import('./task-list').then((m) => m.TaskList),
  },
];

import type { Routes } from '@angular/router';

export const notesRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@notes.routes.notes:Notes`,
    loadComponent: () => import('./notes-page').then((m) => m.NotesPage),
  },
];

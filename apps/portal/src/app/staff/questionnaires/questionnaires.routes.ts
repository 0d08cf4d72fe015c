import type { Routes } from '@angular/router';

export const questionnairesRoutes: Routes = [];

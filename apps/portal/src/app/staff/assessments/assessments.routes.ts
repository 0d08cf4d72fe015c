import type { Routes } from '@angular/router';

export const assessmentsRoutes: Routes = [];

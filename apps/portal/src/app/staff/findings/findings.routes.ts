import type { Routes } from '@angular/router';

export const findingsRoutes: Routes = [];

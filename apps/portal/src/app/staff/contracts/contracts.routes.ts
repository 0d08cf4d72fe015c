import type { Routes } from '@angular/router';

export const contractsRoutes: Routes = [];

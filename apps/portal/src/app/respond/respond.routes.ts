import type { Routes } from '@angular/router';

export const respondRoutes: Routes = [];

import type { Routes } from '@angular/router';

export const vendorsRoutes: Routes = [];

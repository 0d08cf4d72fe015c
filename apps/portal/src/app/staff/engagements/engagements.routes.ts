import type { Routes } from '@angular/router';

export const engagementsRoutes: Routes = [];

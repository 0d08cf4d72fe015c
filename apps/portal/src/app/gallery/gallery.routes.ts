import type { Routes } from '@angular/router';

/** None: a development build puts `gallery.routes.development.ts` in this place. */
export const galleryRoutes: Routes = [];

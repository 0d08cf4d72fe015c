import type { Routes } from '@angular/router';

/** None: the vendor's side is an application of its own. A development build has both in one (`….development.ts`). */
export const respondWorld: Routes = [];

import { httpResource } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { Dashboard } from '@countersign/api-types';

@Injectable({ providedIn: 'root' })
export class DashboardClient {
  dashboard() {
    return httpResource<Dashboard>(() => '/api/dashboard');
  }
}

import { httpResource } from '@angular/common/http';
import { Injectable } from '@angular/core';
import type { PermissionTable } from '@countersign/api-types';

@Injectable({ providedIn: 'root' })
export class PermissionsClient {
  table() {
    return httpResource<PermissionTable>(() => '/api/permissions');
  }
}

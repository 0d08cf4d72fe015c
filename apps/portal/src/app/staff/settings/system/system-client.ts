import { httpResource } from '@angular/common/http';
import { Injectable, type Signal } from '@angular/core';
import type { SystemState } from '@countersign/api-types';

@Injectable({ providedIn: 'root' })
export class SystemClient {
  state(wanted: Signal<boolean>) {
    return httpResource<SystemState>(() => (wanted() ? '/api/system' : undefined));
  }
}

import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { AbsenceList, MemberList, NewAbsence, Task, TaskCounts, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';
import { listPage } from '../../ui/list/list-page';
import type { ListState } from '../../ui/list/list-state';

@Injectable({ providedIn: 'root' })
export class TasksClient {
  readonly #http = inject(HttpClient);

  list(list: ListState) {
    return listPage<Task>('/api/tasks', list);
  }

  counts() {
    return httpResource<TaskCounts>(() => '/api/tasks/counts');
  }

  take(id: Uuid): Observable<null> {
    return this.#http.post<null>(`/api/tasks/${id}/take`, {});
  }

  absences() {
    return httpResource<AbsenceList>(() => '/api/absences');
  }

  members() {
    return httpResource<MemberList>(() => '/api/members');
  }

  addAbsence(absence: NewAbsence): Observable<AbsenceList> {
    return this.#http.post<AbsenceList>('/api/absences', absence);
  }

  endAbsence(id: Uuid): Observable<null> {
    return this.#http.delete<null>(`/api/absences/${id}`);
  }
}

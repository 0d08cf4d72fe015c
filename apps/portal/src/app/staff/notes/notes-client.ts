import { HttpClient, httpResource } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import type { ChangedNote, MemberList, NewNote, Note, NotePage, Uuid } from '@countersign/api-types';
import type { Observable } from 'rxjs';

export type NoteFilters = Readonly<Record<string, string>>;

@Injectable({ providedIn: 'root' })
export class NotesClient {
  readonly #http = inject(HttpClient);

  notes(filters: () => NoteFilters) {
    return httpResource<NotePage>(() => ({ url: '/api/notes', params: filters() }));
  }

  earlier(filters: NoteFilters, cursor: string): Observable<NotePage> {
    return this.#http.get<NotePage>('/api/notes', { params: { ...filters, cursor } });
  }

  members() {
    return httpResource<MemberList>(() => '/api/members');
  }

  add(note: Partial<NewNote>): Observable<Note> {
    return this.#http.post<Note>('/api/notes', note);
  }

  change(id: Uuid, note: ChangedNote): Observable<Note> {
    return this.#http.put<Note>(`/api/notes/${id}`, note);
  }

  withdraw({ id, revision }: Note, reason: string): Observable<Note> {
    return this.#http.post<Note>(`/api/notes/${id}/withdraw`, { reason, revision });
  }
}

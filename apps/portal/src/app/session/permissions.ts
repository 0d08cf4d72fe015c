import type { SessionMember } from '@countersign/api-types';

export type Permission = SessionMember['permissions'][number];

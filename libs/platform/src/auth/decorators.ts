import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { MemberActor, RespondentActor } from '../database/actor';
import type { Permission } from './permissions';
import type { ActingRequest } from './request';

/** Who may call a route: exactly one of these stands on every handler or its controller. */
export type RouteAccess =
  | { readonly kind: 'member'; readonly permission: Permission }
  | { readonly kind: 'respondent'; readonly judgedBy: 'guard' | 'statement' }
  | { readonly kind: 'public' };

export const ROUTE_ACCESS = 'countersign:access';
export const WITHOUT_TRANSACTION = 'countersign:without-transaction';

/** For members whose roles give the permission. */
export const Allow = (permission: Permission) =>
  SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'member', permission });

/**
 * For whoever holds a grant to the assessment named by the path's `:id`. Judged by `statement`, the guard takes who was
 * admitted a moment ago for granted: such a handler judges the grant itself, also before it refuses
 * anything. A malformed body is refused before the handler, and says nothing of the assessment.
 */
export const Respondent = ({ judgedBy = 'guard' }: { readonly judgedBy?: 'guard' | 'statement' } = {}) =>
  SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'respondent', judgedBy });

/** For anybody; such a route opens its own transactions. */
export const Public = () => SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'public' });

/** For handlers that receive or send a body, hash a password or call another server: none of it inside a transaction. */
export const WithoutTransaction = () => SetMetadata(WITHOUT_TRANSACTION, true);

/** The signed-in member, in a handler marked with `@Allow`. */
export const CurrentMember = createParamDecorator(
  (_data: unknown, context: ExecutionContext): MemberActor => {
    const { actor } = context.switchToHttp().getRequest<ActingRequest>();
    if (actor?.kind !== 'member') throw new Error('@CurrentMember needs a route marked with @Allow.');
    return actor;
  },
);

/** Whoever holds the grant, in a handler marked with `@Respondent`. */
export const CurrentRespondent = createParamDecorator(
  (_data: unknown, context: ExecutionContext): RespondentActor => {
    const { actor } = context.switchToHttp().getRequest<ActingRequest>();
    if (actor?.kind !== 'respondent')
      throw new Error('@CurrentRespondent needs a route marked with @Respondent.');
    return actor;
  },
);

import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { forbidden, type ActingRequest } from '@countersign/platform';
import type { FactorHolder } from './factor-changes';

/** The signed-in member with the session it happens in: an API token has none, and changes no factor. */
export const CurrentHolder = createParamDecorator(
  (_data: unknown, context: ExecutionContext): FactorHolder => {
    const { member } = context.switchToHttp().getRequest<ActingRequest>();
    const sessionId = member?.sessionId ?? null;
    if (member === undefined || sessionId === null) throw forbidden('Only a signed-in session may do this.');
    return { memberId: member.id, sessionId };
  },
);

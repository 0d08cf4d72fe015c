import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { forbidden, type ActingRequest, say } from '@countersign/platform';
import type { FactorHolder } from './factor-changes';

/** The signed-in member with the session it happens in: an API token has none, and changes no factor. */
export const CurrentHolder = createParamDecorator(
  (_data: unknown, context: ExecutionContext): FactorHolder => {
    const { member } = context.switchToHttp().getRequest<ActingRequest>();
    const sessionId = member?.sessionId ?? null;
    if (member === undefined || sessionId === null) throw forbidden(say('current-holder.only-a-signed-in'));
    return { memberId: member.id, sessionId };
  },
);

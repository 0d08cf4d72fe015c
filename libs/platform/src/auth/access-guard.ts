import { forbidden, notFound, Problem, readBy, say, unauthorised } from '@countersign/wire';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import type { MemberActor } from '../database/actor';
import { DeniedAccess } from './denied-access';
import { ROUTE_ACCESS, type RouteAccess } from './decorators';
import type { Permission } from './permissions';
import type { ActingRequest, SignedInMember } from './request';
import { MemberSessions } from './member-sessions';
import { RespondentSessions } from './respondent-sessions';

/** Denies by default: a route that does not say who may call it can be called by nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly members: MemberSessions,
    private readonly respondents: RespondentSessions,
    private readonly denied: DeniedAccess,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, targets);
    const request = context.switchToHttp().getRequest<ActingRequest>();
    switch (access?.kind) {
      case 'public':
        return true;
      case 'member':
        await this.admitMember(request, access.permission, context.getHandler().name);
        return true;
      case 'respondent':
        await this.admitRespondent(request, access.judgedBy);
        return true;
      case undefined:
        throw new Error(
          `${context.getClass().name}.${context.getHandler().name} does not say who may call it.`,
        );
    }
  }

  private async admitMember(
    request: ActingRequest,
    permission: Permission,
    operation: string,
  ): Promise<void> {
    const member = await this.members.find(request);
    if (member === null) throw unauthorised();
    readBy(member.language);
    const actor = actorOf(member, request);
    if (!member.permissions.includes(permission)) {
      if (member.secondFactorMissing) throw secondFactorRequired();
      await this.denied.record(actor, operation, permission);
      throw forbidden();
    }
    request.member = member;
    request.actor = actor;
  }

  private async admitRespondent(request: ActingRequest, judgedBy: 'guard' | 'statement'): Promise<void> {
    const assessmentId = request.params['id'];
    if (typeof assessmentId !== 'string' || !isUUID(assessmentId)) throw notFound('assessment');
    const actor = await (judgedBy === 'guard'
      ? this.respondents.find(request, assessmentId)
      : this.respondents.findRecent(request, assessmentId));
    if (actor === null) throw unauthorised(say('access-guard.please-open-the-link'));
    if (actor.language !== undefined) readBy(actor.language);
    request.actor = actor;
  }
}

function actorOf(member: SignedInMember, request: ActingRequest): MemberActor {
  return {
    kind: 'member',
    organisationId: member.organisationId,
    memberId: member.id,
    name: member.name,
    from: request.ip ?? null,
    ...(member.apiToken && { apiToken: member.apiToken }),
  };
}

function secondFactorRequired(): Problem {
  return new Problem({
    status: 403,
    code: 'second-factor-required',
    title: say('title.second-factor-required'),
    detail: say('refusal.second-factor-required'),
  });
}

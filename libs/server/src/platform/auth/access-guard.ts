import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import { forbidden, notFound, unauthorised } from '../problems/problem';
import { ROUTE_ACCESS, type RouteAccess } from './decorators';
import type { Permission } from './permissions';
import type { ActingRequest } from './request';
import { MemberSessions } from './member-sessions';
import { RespondentSessions } from './respondent-sessions';

/** Denies by default: a route that does not say who may call it can be called by nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly members: MemberSessions,
    private readonly respondents: RespondentSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ROUTE_ACCESS, targets);
    const request = context.switchToHttp().getRequest<ActingRequest>();
    switch (access?.kind) {
      case 'public':
        return true;
      case 'member':
        await this.admitMember(request, access.permission);
        return true;
      case 'respondent':
        await this.admitRespondent(request);
        return true;
      case undefined:
        throw new Error(
          `${context.getClass().name}.${context.getHandler().name} does not say who may call it.`,
        );
    }
  }

  private async admitMember(request: ActingRequest, permission: Permission): Promise<void> {
    const member = await this.members.find(request);
    if (member === null) throw unauthorised();
    if (!member.permissions.includes(permission)) throw forbidden();
    request.member = member;
    request.actor = {
      kind: 'member',
      organisationId: member.organisationId,
      memberId: member.id,
      name: member.name,
      from: request.ip ?? null,
      ...(member.apiToken && { apiToken: member.apiToken }),
    };
  }

  private async admitRespondent(request: ActingRequest): Promise<void> {
    const assessmentId = request.params['id'];
    if (typeof assessmentId !== 'string' || !isUUID(assessmentId)) throw notFound('assessment');
    const actor = await this.respondents.find(request, assessmentId);
    if (actor === null) throw unauthorised('Please open the link in your invitation again.');
    request.actor = actor;
  }
}

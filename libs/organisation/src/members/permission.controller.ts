import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Allow,
  Choice,
  Choices,
  ListOf,
  permissions,
  permissionsOfRole,
  roles,
  type ActingRequest,
  type Permission,
  type Role,
} from '@countersign/platform';

export class RolePermissions {
  @Choice(roles) readonly role: Role;
  @Choices(permissions) readonly permissions: Permission[];
}

export class PermissionTable {
  /** What you may do yourself. */
  @Choices(permissions) readonly permissions: Permission[];
  @ListOf(() => RolePermissions) readonly roles: RolePermissions[];
}

/** The one table of who may do what, for everybody who is in it. */
@ApiTags('members')
@Controller('permissions')
export class PermissionController {
  @Get()
  @Allow('account.own')
  @ApiOkResponse({ type: PermissionTable })
  readPermissions(@Req() { member }: ActingRequest): PermissionTable {
    return {
      permissions: [...(member?.permissions ?? [])],
      roles: roles.map((role) => ({ role, permissions: [...permissionsOfRole[role]] })),
    };
  }
}

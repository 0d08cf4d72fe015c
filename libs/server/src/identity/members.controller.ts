import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../platform/auth/decorators';
import { MemberList } from './identity.dto';
import { IdentityReader } from './identity.reader';

@ApiTags('members')
@Controller('members')
export class MembersController {
  constructor(private readonly reader: IdentityReader) {}

  @Get()
  @Allow('vendor.read')
  @ApiOkResponse({ type: MemberList })
  async listMembers(): Promise<MemberList> {
    return this.reader.members();
  }
}

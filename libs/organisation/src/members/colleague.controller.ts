import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IdentityReader, MemberList } from '@countersign/identity';
import { Allow } from '@countersign/platform';

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

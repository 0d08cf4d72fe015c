import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Refuses, type ActingRequest, type SignedInMember } from '@countersign/platform';
import { AbsenceList, NewAbsence } from './absence.dto';
import { Absences } from './absences';

@ApiTags('absences')
@Controller('absences')
export class AbsenceController {
  constructor(private readonly absences: Absences) {}

  @Get()
  @Allow('account.own')
  @ApiOkResponse({ type: AbsenceList })
  listAbsences(): Promise<AbsenceList> {
    return this.absences.list();
  }

  @Post()
  @Allow('account.own')
  @ApiCreatedResponse({ type: AbsenceList })
  @Refuses(409, 'absence-overlaps', 'absence-round')
  async addAbsence(@Body() absence: NewAbsence, @Req() { member }: ActingRequest): Promise<AbsenceList> {
    await this.absences.add(absence, signedIn(member));
    return this.absences.list();
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('account.own')
  @ApiNoContentResponse()
  endAbsence(@Param('id', ParseUUIDPipe) id: string, @Req() { member }: ActingRequest): Promise<void> {
    return this.absences.end(id, signedIn(member));
  }
}

function signedIn(member: SignedInMember | undefined): SignedInMember {
  if (member === undefined) throw new Error('An absence is said by a signed-in member alone.');
  return member;
}

import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { AssessmentsModule, QuestionnairesModule, RespondingModule } from '@countersign/assessments';
import { AuditModule } from '@countersign/audit';
import { ClausesModule, ContractsModule } from '@countersign/contracts';
import { FindingsModule } from '@countersign/findings';
import { ApiTokensModule, IdentityModule, OidcModule } from '@countersign/identity';
import { LimitsModule } from '@countersign/limits';
import { NotificationsModule } from '@countersign/notifications';
import { KeysLostModule, MetricsModule, SystemModule, WeeklyHeadModule } from '@countersign/operating';
import { FoundingModule, MembersModule, RetentionModule, SetUpModule } from '@countersign/organisation';
import { PlatformModule, type Config } from '@countersign/platform';
import {
  DashboardModule,
  EngagementsModule,
  DailyModule,
  StandingsModule,
  VendorsModule,
} from '@countersign/portfolio';

/** Each feature adds its module here. */
const features: Type[] = [
  IdentityModule,
  OidcModule,
  ApiTokensModule,
  MembersModule,
  DailyModule,
  FoundingModule,
  LimitsModule,
  SetUpModule,
  NotificationsModule,
  AuditModule,
  WeeklyHeadModule,
  ClausesModule,
  ContractsModule,
  StandingsModule,
  FindingsModule,
  QuestionnairesModule,
  AssessmentsModule,
  EngagementsModule,
  VendorsModule,
  RespondingModule,
  DashboardModule,
  RetentionModule,
  SystemModule,
  KeysLostModule,
  MetricsModule,
];

/** The product without an entrance: the api adds HTTP guards and the worker its processors. */
@Module({})
export class ServerModule {
  static with(config: Config): DynamicModule {
    return { module: ServerModule, imports: [PlatformModule.with(config), ...features], exports: features };
  }
}

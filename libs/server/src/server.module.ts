import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { ClausesModule } from './clauses';
import { ContractsModule } from './contracts';
import { IdentityModule } from './identity';
import { NotificationsModule } from './notifications';
import type { Config } from './platform/config/config';
import { PlatformModule } from './platform/platform.module';

/** Each feature adds its module here. */
const features: Type[] = [IdentityModule, NotificationsModule, ClausesModule, ContractsModule];

/** The product without an entrance: the api adds HTTP guards and the worker its processors. */
@Module({})
export class ServerModule {
  static with(config: Config): DynamicModule {
    return { module: ServerModule, imports: [PlatformModule.with(config), ...features], exports: features };
  }
}

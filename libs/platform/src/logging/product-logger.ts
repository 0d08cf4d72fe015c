import { Injectable } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/** What the framework says of each module and route at every start: hundreds of lines that nobody reads. */
const chatter: ReadonlySet<unknown> = new Set([
  'NestFactory',
  'NestApplication',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
]);

/** Why a start fails is said once, by whoever started it: `startOrSayWhy`. */
const toldByTheStart: ReadonlySet<unknown> = new Set(['NestApplication', 'ExceptionHandler']);

@Injectable()
export class ProductLogger extends Logger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!chatter.has(rest.at(-1))) super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (!toldByTheStart.has(rest.at(-1))) super.error(message, ...rest);
  }
}

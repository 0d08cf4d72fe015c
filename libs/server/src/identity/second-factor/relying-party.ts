import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';

/** Whom a passkey belongs to: the public address alone says so, never a request's Host header. */
@Injectable()
export class RelyingParty {
  /** The RP ID: the host name of the public address. */
  readonly id: string;
  readonly origin: string;

  constructor(config: Config) {
    this.id = new URL(config.publicUrl).hostname;
    this.origin = config.publicUrl;
  }
}

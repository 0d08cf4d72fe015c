import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Config, ConfigurationError } from '@countersign/platform';
import { Gauges } from './gauges';
import { RequestTimes } from './request-times';

/**
 * Numbers for Prometheus on a port of their own, which no proxy of the product leads to: they concern the operator and
 * nobody else. Off unless `METRICS_PORT` is set, and then on this machine alone unless `METRICS_HOST` says more.
 */
@Injectable()
export class MetricsServer implements OnModuleDestroy {
  private readonly logger = new Logger(MetricsServer.name);
  private server: Server | null = null;

  constructor(
    private readonly config: Config,
    private readonly times: RequestTimes,
    private readonly gauges: Gauges,
  ) {}

  /** The address, or null where none is wanted. */
  async listen(): Promise<string | null> {
    const { metricsPort, metricsHost } = this.config;
    if (metricsPort === null) return null;
    const server = createServer((request, response) => void this.answer(request, response));
    server.listen(metricsPort, metricsHost);
    await once(server, 'listening').catch((error: unknown) => {
      throw new ConfigurationError('METRICS_PORT', refusalOf(error, metricsPort, metricsHost));
    });
    this.server = server;
    this.gauges.measureProcess();
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : metricsPort;
    const url = `http://${metricsHost.includes(':') ? `[${metricsHost}]` : metricsHost}:${port}/metrics`;
    this.logger.log(`Metrics are at ${url}.`);
    return url;
  }

  async onModuleDestroy(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    try {
      await this.gauges.refresh();
      const text = await Registry.merge([this.gauges.registry, this.times.registry]).metrics();
      response.writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text);
    } catch (error) {
      this.logger.error(error, 'The metrics could not be written.');
      response.writeHead(500).end();
    }
  }
}

function refusalOf(error: unknown, port: number, host: string): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return `cannot be used: listening on port ${port} of ${host} failed (${code}). Choose a free port, and a METRICS_HOST of this machine.`;
}

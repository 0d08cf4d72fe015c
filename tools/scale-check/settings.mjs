// The settings of the servers around the product. What the examples in docker/ say of proxy and pooler is taken from there,
// so that it is what is tried here.
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../node/root.mjs';

const example = (file) => fs.readFileSync(path.join(root, 'docker', file), 'utf8');

/** How the example hands a request on. */
const passingOn = () =>
  example('proxy/nginx.conf')
    .match(/^ {4}proxy_\w+ .*;$/gm)
    .join('\n');

/** How the example shares requests out, with our servers instead of its own. */
function upstreamOf(apiPorts) {
  const [block] = /^upstream countersign \{\n[^}]*\}/m.exec(example('proxy/nginx.conf'));
  return block.replace(/^( *server )\S+(.*;)$/m, (_line, server, more) =>
    apiPorts.map((port) => `${server}127.0.0.1:${port}${more}`).join('\n'),
  );
}

export function proxySettings({ folder, port, apiPorts, requestHeader }) {
  const number = `$http_${requestHeader.replaceAll('-', '_').toLowerCase()}`;
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/logs/nginx.log error;
events { worker_connections 512; }
http {
  log_format upstreams escape=json '{"number":"${number}","ended":$msec,"seconds":$request_time,"upstreams":"$upstream_addr"}';
  access_log ${folder}/proxied.log upstreams;
  client_body_temp_path ${folder}/nginx-body;
  proxy_temp_path ${folder}/nginx-proxy;
  fastcgi_temp_path ${folder}/nginx-fastcgi;
  uwsgi_temp_path ${folder}/nginx-uwsgi;
  scgi_temp_path ${folder}/nginx-scgi;
  client_max_body_size 100m;
  ${upstreamOf(apiPorts)}
  server {
    listen 127.0.0.1:${port};
    ${passingOn()}
    location / { proxy_pass http://countersign; }
  }
}
`;
}

/** PgBouncer takes over named prepared statements in transaction mode from this version on. */
const PREPARED_SINCE = [1, 21];

export function poolMode([major, minor]) {
  const [since, sinceMinor] = PREPARED_SINCE;
  return major > since || (major === since && minor >= sinceMinor) ? 'transaction' : 'session';
}

/** Pooled by session, each connection of the product takes one of the server for itself. */
const bySession = { pool_mode: 'session', default_pool_size: 100, max_prepared_statements: null };

export function poolerSettings({ folder, port, database, mode }) {
  const { hostname, port: databasePort, pathname } = new URL(database);
  const [, text] = example('pgbouncer.ini').split('[pgbouncer]');
  const settings = {
    ...Object.fromEntries([...text.matchAll(/^(\w+) = (.*)$/gm)].map(([, name, value]) => [name, value])),
    listen_port: port,
    logfile: `${folder}/logs/pgbouncer.log`,
    pidfile: `${folder}/pgbouncer.pid`,
    unix_socket_dir: '',
    auth_file: `${folder}/pooler-users.txt`,
    ...(mode === 'session' && bySession),
  };
  return [
    '[databases]',
    `${pathname.slice(1)} = host=${hostname} port=${databasePort}`,
    '[pgbouncer]',
    ...Object.entries(settings)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => `${name} = ${value}`),
    '',
  ].join('\n');
}

/** Keeps nothing: what a Redis that is killed takes with it is all of it. */
export const redisSettings = ({ folder, port, password }) => `bind 127.0.0.1
port ${port}
requirepass ${password}
maxmemory 256mb
maxmemory-policy noeviction
save ""
appendonly no
dir ${folder}
`;

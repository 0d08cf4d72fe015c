// What a container may take, how long it has to stop, and of which image it is.
import net from 'node:net';

const UNITS = { ms: 1, s: 1000, m: 60_000 };
const MARGIN_MS = 5_000;

const millisecondsOf = (period) => {
  const [, number, unit] = /^(\d+)(ms|s|m)$/.exec(period);
  return Number(number) * UNITS[unit];
};

/** The engine kills what has not ended by then; a little more than a program takes at most. */
export function complaintsAboutStop({ name, stop_grace_period: period = '10s' }, patience) {
  const needed = patience[name] === undefined ? 0 : patience[name] + MARGIN_MS;
  return millisecondsOf(period) >= needed
    ? []
    : [`${name} is killed after ${period}, and may take ${needed} ms to stop`];
}

export function complaintsAboutLimits(service) {
  const missing = ['mem_limit', 'cpus', 'pids_limit', 'logging'].filter(
    (limit) => service[limit] === undefined,
  );
  return missing.map((limit) => `${service.name} has no ${limit}`);
}

export function complaintsAboutImage(name, image) {
  if (/^countersign(-database)?$/.test(image)) return [];
  return /^[a-z0-9./-]+:\d+\.\d+[A-Za-z0-9._-]*@sha256:[0-9a-f]{64}$/.test(image)
    ? []
    : [`${name}: ${image} names no exact version with its digest`];
}

/** Whoever is not believed hides every visitor behind one address; whoever else is believed may claim any. */
export function complaintsAboutProxy({ subnet, caddy, trusted }) {
  const [network, bits] = subnet.split('/');
  const list = new net.BlockList();
  list.addSubnet(network, Number(bits));
  const believed = trusted.split(',').filter((entry) => entry !== '');
  return [
    ...(list.check(caddy) ? [] : [`Caddy's address ${caddy} lies outside of ${subnet}`]),
    ...(believed.length === 1 && believed[0] === caddy
      ? []
      : [`the api believes ${trusted}, not ${caddy} alone`]),
  ];
}

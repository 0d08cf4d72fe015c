// What runs: a Deployment's or a Job's pod, its container and the environment that the container is given.
const MARGIN_SECONDS = 5;

function environmentOf({ env = [], envFrom = [] }, objects) {
  const fromMaps = envFrom.map(({ configMapRef: { name } }) => {
    const map = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
    return map?.data ?? {};
  });
  return Object.assign({}, ...fromMaps, Object.fromEntries(env.map(({ name, value }) => [name, value])));
}

export function workloadsIn(objects) {
  return objects
    .filter(({ kind }) => ['Deployment', 'Job'].includes(kind))
    .map((object) => {
      const { template } = object.spec;
      const [container] = template.spec.containers;
      return {
        component: template.metadata.labels['app.kubernetes.io/component'],
        labels: template.metadata.labels,
        pod: template.spec,
        container,
        environment: environmentOf(container, objects),
      };
    });
}

/** The cluster kills what has not ended by then, and preStop is part of that time. */
export function complaintsAboutStop({ component, pod, container }, patience) {
  if (patience[component] === undefined) return [];
  const beforehand = Number(container.lifecycle?.preStop?.exec.command[1] ?? 0);
  const needed = beforehand + patience[component] / 1000 + MARGIN_SECONDS;
  const given = pod.terminationGracePeriodSeconds ?? 30;
  return given >= needed ? [] : [`${component} is killed after ${given} s, and may take ${needed} s to stop`];
}

export function complaintsAboutCaution({ component, pod, container }) {
  const { securityContext: own = {}, resources = {} } = container;
  const kept = {
    'a read-only root': own.readOnlyRootFilesystem === true,
    'no more privileges': own.allowPrivilegeEscalation === false,
    'no capability': own.capabilities?.drop?.includes('ALL') === true,
    'a user that is not root': pod.securityContext?.runAsNonRoot === true,
    'a limit of memory': resources.limits?.memory !== undefined,
    'no token of the cluster': pod.automountServiceAccountToken === false,
  };
  return Object.entries(kept)
    .filter(([, isKept]) => !isKept)
    .map(([what]) => `${component} is not run with ${what}`);
}

const namesOf = (objects, wanted) =>
  objects.filter(({ kind }) => kind === wanted).map(({ metadata }) => metadata.name);

const selects = (labels, selector) =>
  Object.entries(selector).every(([name, value]) => labels[name] === value);

/** Claims, secrets and mounts of the pods; what services, budgets and policies select. */
export function complaintsAboutReferences(objects, workloads) {
  const claims = namesOf(objects, 'PersistentVolumeClaim');
  const secrets = namesOf(objects, 'Secret');
  const ofPods = workloads.flatMap(
    ({ component, pod: { volumes }, container: { volumeMounts }, environment }) => [
      ...volumes
        .filter(({ persistentVolumeClaim: claim }) => claim && !claims.includes(claim.claimName))
        .map(({ name }) => `${component}: nothing claims its volume ${name}`),
      ...volumes
        .filter(({ secret }) => secret && !secrets.includes(secret.secretName))
        .map(({ secret }) => `${component}: examples/secrets.yaml knows no secret ${secret.secretName}`),
      ...volumeMounts
        .filter(({ name }) => !volumes.some((volume) => volume.name === name))
        .map(({ name }) => `${component} mounts ${name}, which is no volume of its pod`),
      ...Object.entries(environment)
        .filter(([, value]) => value.startsWith('/') && !value.startsWith('/app/'))
        .filter(([, value]) => !volumeMounts.some(({ mountPath }) => value.startsWith(mountPath)))
        .map(([name, value]) => `${component}: ${name} is ${value}, where nothing is mounted`),
    ],
  );
  const selectors = objects.flatMap(({ kind, metadata, spec }) => {
    const selector = kind === 'Service' ? spec.selector : (spec?.selector ?? spec?.podSelector)?.matchLabels;
    return selector ? [{ name: `${kind} ${metadata.name}`, selector }] : [];
  });
  return [
    ...ofPods,
    ...selectors
      .filter(({ selector }) => !workloads.some(({ labels }) => selects(labels, selector)))
      .map(({ name }) => `${name} selects no pod`),
  ];
}

// The README's table of variables, against what the services are given.

/** Names of the first column, and who reads them, of the second. */
export function variablesIn(readme) {
  return [...readme.matchAll(/^\| (`[A-Z].*?) +\| (.*?) +\|/gm)].map(([, names, readers]) => ({
    names: [...names.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name),
    readers: readers.split(', '),
  }));
}

/** Of the programs that run in containers, none reads a variable that it is not given, by value or by file. */
export function complaintsAboutReadme(readme, services, where) {
  return variablesIn(readme).flatMap(({ names, readers }) =>
    readers
      .filter((reader) => reader in services)
      .flatMap((reader) =>
        names
          .filter((name) => !name.endsWith('_FILE'))
          .filter((name) => ![name, `${name}_FILE`].some((one) => one in services[reader]))
          .map((name) => `README lists ${name} for ${reader}, to whom ${where} does not give it`),
      ),
  );
}

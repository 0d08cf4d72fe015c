/** A wrong value stops the start with a sentence that names the variable. */
export class ConfigurationError extends Error {
  constructor(variable: string, remedy: string) {
    super(`${variable} ${remedy}`);
    this.name = 'ConfigurationError';
  }
}

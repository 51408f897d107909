import { inspect } from 'node:util';

/** A value that no log, error or JSON shows. `reveal()` is the only way to it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** The values of a comma-separated secret, as in a rotation; none when it is absent. */
export function secretList(secret: Secret | undefined): string[] {
  return (secret?.reveal() ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

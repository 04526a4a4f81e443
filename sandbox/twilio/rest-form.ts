/** Reading REST parameters as strictly as the vendor: twilio.md §3.1, §3.4 (error shape), §3.5 (codes). */
import type { HttpMethod } from "./webhooks";

export class RestError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toJson(): unknown {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

export const notFound = (path: string) =>
  new RestError(404, 20_404, `The requested resource ${path} was not found`);

/** Parameters by name; every reader names the code that a bad value deserves. */
export class Form {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams, known: readonly string[]) {
    this.#parameters = parameters;
    for (const name of parameters.keys())
      if (!known.includes(name)) throw new RestError(400, 20_001, `Unknown parameter: ${name}`);
  }

  has(name: string): boolean {
    return this.#parameters.has(name);
  }

  text(name: string): string | undefined {
    return this.#parameters.get(name) ?? undefined;
  }

  all(name: string): string[] {
    return this.#parameters.getAll(name);
  }

  required(name: string, code: number): string {
    const value = this.text(name);
    if (value === undefined || value === "")
      throw new RestError(400, code, `A '${name}' parameter is required`);
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const known = values.find((one) => one === value);
    if (known === undefined) throw new RestError(400, 20_001, `Parameter '${name}' is invalid: ${value}`);
    return known;
  }

  method(name: string, standard: HttpMethod = "POST"): HttpMethod {
    const value = this.text(name)?.toUpperCase();
    if (value === undefined || value === "") return standard;
    if (value !== "GET" && value !== "POST")
      throw new RestError(400, 20_001, `Parameter '${name}' is invalid: ${value}`);
    return value;
  }

  flag(name: string, standard: boolean): boolean {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined || value === "") return standard;
    if (value !== "true" && value !== "false")
      throw new RestError(400, 20_001, `Parameter '${name}' is invalid: ${value}`);
    return value === "true";
  }

  integer(name: string, range: { least: number; most: number }): number | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    const number = Number(value);
    if (!Number.isInteger(number) || number < range.least || number > range.most)
      throw new RestError(400, 20_001, `Parameter '${name}' is invalid: ${value}`);
    return number;
  }

  /** An absolute http address; empty means none. */
  url(name: string, code = 21_205): string | undefined {
    const value = this.text(name);
    if (value === undefined || value === "") return undefined;
    const isUrl = URL.canParse(value) && /^https?:\/\//i.test(value);
    if (!isUrl || new URL(value).hostname.includes("_"))
      throw new RestError(400, code, `${name} is not a valid URL: ${value}`);
    return value;
  }
}

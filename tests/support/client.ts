import { randomInt } from "node:crypto";
import { z } from "zod";
import { failureEnvelope } from "@/lib/http/schema";

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
}

/** A browser without a window: keeps cookies, speaks JSON. */
export class Client {
  readonly baseUrl: string;
  readonly #cookies = new Map<string, string>();
  /** Attempts are limited by address: every client has its own. */
  readonly #address = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
  }

  /** Cookies and address, for requests that this class does not make itself. */
  headers(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { "x-forwarded-for": this.#address, ...(cookie === "" ? {} : { cookie }) };
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(this.baseUrl + path, {
      method,
      redirect: "manual",
      headers: {
        ...this.headers(),
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";", 1);
      const cut = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, cut), pair.slice(cut + 1));
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** The data of a success; throws what the server said otherwise. */
  async ask<Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    const { data } = z.object({ success: z.literal(true), data: z.unknown() }).parse(JSON.parse(answer.text));
    return schema.parse(data);
  }

  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> {
    return this.ask("GET", path, schema);
  }

  /** The status and the code of a refusal; throws when it was none. */
  async refusal(method: string, path: string, body?: unknown): Promise<{ status: number; code: string }> {
    const answer = await this.send(method, path, body);
    return { status: answer.status, code: failureEnvelope.parse(JSON.parse(answer.text)).error.code };
  }

  async signIn(email: string, password: string): Promise<void> {
    const csrf = await this.send("GET", "/api/auth/csrf");
    const { csrfToken } = z.object({ csrfToken: z.string() }).parse(JSON.parse(csrf.text));
    const form = new URLSearchParams({ csrfToken, email, password, json: "true" });
    const answer = await this.send("POST", "/api/auth/callback/credentials", form);
    if (answer.status !== 200 || answer.text.includes("error="))
      throw new Error(`sign-in of ${email}: ${answer.status} ${answer.text}`);
  }
}

/** What comes to the control API, and how it is refused. */
import type { IncomingMessage } from "node:http";

const MAX_BODY_BYTES = 64 * 1024 * 1024;

export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A page of another origin could otherwise steer this server from the browser of whoever runs it. */
export function refuseForeignPages(req: IncomingMessage): void {
  const site = req.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none")
    throw new ControlError(403, "the control API is not for other sites");
}

export function json(body: Buffer): unknown {
  return JSON.parse(body.byteLength === 0 ? "{}" : body.toString("utf8"));
}

export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.byteLength;
    if (bytes > MAX_BODY_BYTES) throw new ControlError(413, "too long");
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

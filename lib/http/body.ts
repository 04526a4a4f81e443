import { UnreadableRequest } from "./answers";

/** The exact bytes of the request, at most `maxBytes`; the rest of a larger one is not read. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new UnreadableRequest(413, "body");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new UnreadableRequest(413, "body");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Throws UnreadableRequest for what is not JSON in UTF-8. */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) throw new UnreadableRequest(415, "content-type");
  return parseJson(await readBytes(request, maxBytes));
}

export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new UnreadableRequest(400, "body");
  }
}

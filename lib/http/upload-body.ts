import { UnreadableRequest } from "./answers";

/** The bytes of a file as they come in; the rest of a larger one is not read. Throws UnreadableRequest (413). */
export async function* uploadedBytes(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) throw new UnreadableRequest(413, "file");
    yield chunk;
  }
}

/** What a request says of its size, before anything of it is kept. Throws UnreadableRequest (413). */
export function requireSize(request: Request, maxBytes: number): void {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new UnreadableRequest(413, "file");
}

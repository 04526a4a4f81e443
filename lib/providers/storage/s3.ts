import { AwsClient } from "aws4fetch";
import {
  type ByteRange,
  contentTypeOf,
  requireKey,
  type Storage,
  storageError,
  withinLimit,
} from "./storage";

const TIMEOUT_MS = 60_000;
const RETRIES = 2;

export interface S3Place {
  bucket: string;
  /** Before every key; empty, or without slashes at its ends. */
  prefix: string;
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** A bucket of S3, or of what speaks like it, addressed by path (`<endpoint>/<bucket>/<key>`): not every such server has DNS. */
export function s3Storage(place: S3Place): Storage {
  const { accessKeyId, secretAccessKey, region } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: RETRIES });
  const base = [place.endpoint.replace(/\/+$/, ""), place.bucket, place.prefix].filter(Boolean).join("/");

  async function ask(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    const url = `${base}/${requireKey(key)}`;
    const tooLate = new AbortController();
    // Until the answer begins: a listener may take as long as the recording lasts to read it.
    const timer = setTimeout(() => tooLate.abort(), TIMEOUT_MS);
    let answer: Response;
    try {
      answer = await client.fetch(url, { ...init, method, signal: tooLate.signal });
    } catch (error) {
      const { name, cause } = error as Error;
      const code = (cause as { code?: unknown } | undefined)?.code;
      const vendorCode = typeof code === "string" ? code : name;
      throw storageError(`cannot be reached (${vendorCode})`, { permanent: false, vendorCode });
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok || (answer.status === 404 && (await isMissingKey(answer, method)))) return answer;
    throw await refusal(answer);
  }

  return {
    async put(key, body) {
      const bytes = body instanceof Uint8Array ? new Uint8Array(body) : await gather(body);
      await ask("PUT", key, { body: bytes, headers: { "content-type": contentTypeOf(key) } });
      return bytes.byteLength;
    },
    async get(key, range) {
      const answer = await ask("GET", key, {
        headers: range ? { range: `bytes=${range.first}-${range.last}` } : {},
      });
      if (answer.status === 404 || !answer.body) return undefined;
      const given = givenRange(answer);
      return {
        body: range ? answer.body.pipeThrough(cutter(range, given.first)) : answer.body,
        sizeBytes: given.sizeBytes,
        contentType: answer.headers.get("content-type") ?? contentTypeOf(key),
      };
    },
    async delete(key) {
      await ask("DELETE", key);
    },
  };
}

/** `Content-Range: bytes 0-99/2048` says what comes; without it, the whole comes, asked for or not. */
function givenRange(answer: Response): { first: number; sizeBytes: number } {
  const [, first, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get("content-range") ?? "") ?? [];
  if (first !== undefined && total !== undefined) return { first: Number(first), sizeBytes: Number(total) };
  return { first: 0, sizeBytes: Number(answer.headers.get("content-length") ?? 0) };
}

/** Lets through what was asked for of what is given: servers that speak like S3 may give more. */
function cutter({ first, last }: ByteRange, given: number) {
  let at = given;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const wanted = chunk.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
      at += chunk.byteLength;
      if (wanted.byteLength > 0) controller.enqueue(wanted);
      if (at > last) controller.terminate();
    },
  });
}

/** A missing object is an answer, a missing bucket is a wrong setting. */
async function isMissingKey(answer: Response, method: string): Promise<boolean> {
  return method !== "PUT" && !(await answer.clone().text()).includes("NoSuchBucket");
}

async function refusal(answer: Response) {
  const text = await answer.text().catch(() => "");
  const said = (name: string) => new RegExp(`<${name}>([^<]{1,300})</${name}>`).exec(text)?.[1];
  const { status } = answer;
  return storageError(said("Message") ?? `answered ${status}`, {
    permanent: status < 500 && status !== 429 && status !== 408,
    httpStatus: status,
    ...(said("Code") ? { vendorCode: said("Code") ?? "" } : {}),
  });
}

/** S3 wants the length before the bytes. */
async function gather(body: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of withinLimit(body)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

import { ProviderError } from "@/lib/errors";

/** First and last byte, both included, counted from 0. */
export interface ByteRange {
  first: number;
  last: number;
}

export interface StoredObject {
  /** The bytes of the range, or all of them. */
  body: ReadableStream<Uint8Array>;
  /** Of the whole object. */
  sizeBytes: number;
  contentType: string;
}

/**
 * Where large things are kept. A key is a path of our own making, `<tenant>/<folder>/<name>.<ending>`, whose ending says what it is.
 * Every failure is a ProviderError of the vendor `storage`; what is permanent will not get better by asking again.
 */
export interface Storage {
  /** Replaces what was there; nobody ever sees half of it. Answers its size in bytes. */
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<number>;
  /** Undefined when nothing is kept there. The range lies within the object. */
  get(key: string, range?: ByteRange): Promise<StoredObject | undefined>;
  /** Deleting what is not there succeeds. */
  delete(key: string): Promise<void>;
}

const CONTENT_TYPES: Record<string, string> = { mp3: "audio/mpeg", wav: "audio/wav" };

/** A folder cannot keep a content type beside the bytes, so the key says it. */
export function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.split(".").at(-1) ?? ""] ?? "application/octet-stream";
}

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/;

/** Throws for a key that could leave its place: `..`, an empty part, a leading dot, anything but plain letters. */
export function requireKey(key: string): string {
  const segments = key.split("/");
  if (segments.length < 2 || !segments.every((segment) => SEGMENT.test(segment)))
    throw storageError("is asked for a key it cannot have", { permanent: true });
  return key;
}

/** Four hours of two voices as Twilio gives them (256 kbit/s), and no more: a vendor that does not stop must fill neither memory nor disk. */
const MAX_OBJECT_BYTES = 512 * 1024 * 1024;

/** The same stream; throws once it is longer than anything we keep. */
export async function* withinLimit(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_OBJECT_BYTES)
      throw storageError("is given more than it can hold", { permanent: true });
    yield chunk;
  }
}

export function storageError(
  message: string,
  facts: { permanent: boolean; httpStatus?: number; vendorCode?: string },
): ProviderError {
  return new ProviderError("storage", message, facts);
}

import { type NextRequest, NextResponse } from "next/server";
import en from "@/lib/i18n/messages/en.json";
import es from "@/lib/i18n/messages/es.json";

/** Next answers 500 to an address it cannot decode. It leads nowhere, like any other that does not exist. */
export function proxy(request: NextRequest): NextResponse {
  try {
    decodeURIComponent(new URL(request.url).pathname);
    return NextResponse.next();
  } catch {
    const { errors } = request.headers.get("accept-language")?.startsWith("en") ? en : es;
    const error = { code: "not_found", message: errors.codes.not_found };
    return NextResponse.json({ success: false, error }, { status: 404 });
  }
}

export const config = { matcher: "/(.*%.*)" };

/** Serves the page with two phones; it needs nothing from anywhere else. */
import { readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { AUDIO_SCRIPT } from "./page-audio";
import { PAGE_HTML } from "./page-html";
import { PHONE_SCRIPT } from "./page-phone";
import { PAGE_SCRIPT } from "./page-script";
import { SHOW_SCRIPT } from "./page-show";
import { SOUND_SCRIPT } from "./page-sound";
import { PAGE_STYLE } from "./page-style";
import { WORDS_SCRIPT } from "./page-words";

const script = (text: string) => ({ type: "text/javascript; charset=utf-8", text });
const FILES: Readonly<Record<string, { type: string; text: string }>> = {
  "/phones": { type: "text/html; charset=utf-8", text: PAGE_HTML },
  "/phones/style.css": { type: "text/css; charset=utf-8", text: PAGE_STYLE },
  "/phones/phones.js": script(PAGE_SCRIPT),
  "/phones/phone.js": script(PHONE_SCRIPT),
  "/phones/show.js": script(SHOW_SCRIPT),
  "/phones/sound.js": script(SOUND_SCRIPT),
  "/phones/words.js": script(WORDS_SCRIPT),
  "/phones/audio.js": script(AUDIO_SCRIPT),
};
const FONT = "/phones/geist.woff2";
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** False when the page has no such part. */
export function handlePage(pathname: string, res: ServerResponse): boolean {
  if (pathname === "/" || pathname === "/phones/") {
    res.writeHead(302, { location: "/phones" }).end();
    return true;
  }
  const file = FILES[pathname];
  const body = file?.text ?? (pathname === FONT ? readFont() : undefined);
  if (body === undefined) return false;
  res.writeHead(200, {
    "content-type": file?.type ?? "font/woff2",
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  res.end(body);
  return true;
}

/** The dashboard's typeface; without the package the page is set in the system's. */
function readFont(): Buffer | undefined {
  try {
    const entry = createRequire(import.meta.url).resolve("geist/font/sans");
    return readFileSync(join(entry, "../fonts/geist-sans/Geist-Variable.woff2"));
  } catch {
    return undefined;
  }
}

/** Serves the page with two phones; it needs nothing from anywhere else. */
import type { ServerResponse } from "node:http";
import { AUDIO_SCRIPT } from "./page-audio";
import { PAGE_HTML } from "./page-html";
import { PAGE_SCRIPT } from "./page-script";
import { PAGE_STYLE } from "./page-style";

const FILES: Readonly<Record<string, { type: string; text: string }>> = {
  "/phones": { type: "text/html", text: PAGE_HTML },
  "/phones/style.css": { type: "text/css", text: PAGE_STYLE },
  "/phones/phones.js": { type: "text/javascript", text: PAGE_SCRIPT },
  "/phones/audio.js": { type: "text/javascript", text: AUDIO_SCRIPT },
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** False when the page has no such part. */
export function handlePage(pathname: string, res: ServerResponse): boolean {
  if (pathname === "/" || pathname === "/phones/") {
    res.writeHead(302, { location: "/phones" }).end();
    return true;
  }
  const file = FILES[pathname];
  if (!file) return false;
  res.writeHead(200, {
    "content-type": `${file.type}; charset=utf-8`,
    "cache-control": "no-cache",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
  });
  res.end(file.text);
  return true;
}

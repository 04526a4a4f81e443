const KEPT_SECONDS = 400 * 86_400;

/** A choice of this browser that the server needs before it draws the page. */
export function keepPreference(name: "theme" | "locale" | "rail", value: string): void {
  document.cookie = `${name}=${value}; path=/; max-age=${KEPT_SECONDS}; samesite=lax`;
}

/** A page of this house only: an address of another site would make the sign-in a lure. */
export function nextPage(wanted: string | null | undefined): string {
  // Browsers drop tabs and line breaks inside an address, so "/\t/site" would become "//site".
  if (!wanted?.startsWith("/") || /^\/[/\\]|\p{Cc}/u.test(wanted)) return "/";
  return wanted;
}

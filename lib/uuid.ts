const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether it may be one of our ids: PostgreSQL refuses to compare a column of ids with anything else. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

export function missingOptional(packages: Record<string, object>): [name: string, range: string][];

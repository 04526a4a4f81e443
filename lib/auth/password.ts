import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";

/** argon2id with OWASP's first recommendation: 19 MiB, two passes. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of no password anybody has: keeps the time of a sign-in the same whether the e-mail is known or not. */
const NOBODY =
  "$argon2id$v=19$m=19456,t=2,p=1$iL2/vxH7qsgv8cu/Zi+1xw$VrlKC3jxyTR72t0ozrXGjm/e79q17sF4iodaSPn/ztA";

const WELL_KNOWN = ["password", "contraseña", "123456", "qwerty", "clínica", "peluqueria", "centralita"];

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS);
}

export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  try {
    const matches = await verify(passwordHash ?? NOBODY, password);
    return matches && passwordHash !== undefined;
  } catch {
    return false;
  }
}

/** Without capitals and accents: "Salón" guessed as "salon" is a guess all the same. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Throws `invalid` for a password somebody would try first: the person's own words, one letter repeated, a well-known one with digits. */
export function requireStrongPassword(password: string, personal: string[], field: string): void {
  const plain = fold(password);
  const words = personal
    .flatMap((text) => fold(text).split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 4);
  const rest = [...WELL_KNOWN.map(fold), ...words].reduce((left, word) => left.replaceAll(word, ""), plain);
  const letters = rest.replace(/[\d\s\p{P}\p{S}]/gu, "");
  const varied = new Set(plain).size >= 5;
  const shortened = rest.length < plain.length;
  if (!varied || (shortened && letters.length < 4)) {
    throw new AppError("invalid", "weak password", { [field]: "weak_password" });
  }
}

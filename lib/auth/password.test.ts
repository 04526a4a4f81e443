import { describe, expect, it } from "vitest";
import { hashPassword, isPassword, requireStrongPassword } from "./password";

const PERSONAL = ["ana.garcia@clinicasol.example", "Ana García", "Salón Magnolia"];
const isRefused = (password: string) => {
  try {
    requireStrongPassword(password, PERSONAL, "password");
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: "invalid", fields: { password: "weak_password" } });
    return true;
  }
};

describe("a password somebody would try first", () => {
  it.each([
    "aaaaaaaaaaaa",
    "abababababab",
    "password123!",
    "Contraseña2026",
    "contrasena-2026",
    "clinicasol2026",
    "GARCIA-12345",
    "garcía 12345",
    "magnolia1234",
    "salonmagnolia1",
    "1234567890123456",
    "qwerty-qwerty",
  ])("%s is refused", (password) => {
    expect(isRefused(password)).toBe(true);
  });

  it.each([
    "cuatro-palabras-que-nadie-adivina",
    "correct horse battery staple",
    "k8#Vq2!mZx0",
    "una frase larga sobre garcia y sus perros",
    "пароль длинный",
    "🦷🐕🌵🎈🚲🍋 y ya",
  ])("%s is let through", (password) => {
    expect(isRefused(password)).toBe(false);
  });
});

describe("a hashed password", () => {
  it("is argon2id, never the same twice, and opens for nothing but itself", async () => {
    const [first, second] = await Promise.all([
      hashPassword("una frase larga ñ"),
      hashPassword("una frase larga ñ"),
    ]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword(first, "una frase larga ñ")).toBe(true);
    expect(await isPassword(first, "una frase larga n")).toBe(false);
    expect(await isPassword(first, "")).toBe(false);
  });

  it("that is not there, or is none, opens for nothing", async () => {
    expect(await isPassword(undefined, "anything")).toBe(false);
    expect(await isPassword("no hash", "no hash")).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Country, type Language } from "@/lib/vocabulary";
import { readEmail } from "./read-email";
import { spellEmail } from "./say-email";
import type { SpokenContext } from "./understood";

const there = (language: Language, country: Country = "ES"): SpokenContext => ({
  now: new Date("2026-11-20T09:00:00Z"),
  timeZone: "Europe/Madrid",
  language,
  country,
});
const addressOf = (said: string, language: Language = "es") => {
  const read = readEmail(said, there(language));
  return read.ok ? read.value : read.reason;
};

describe("a dictated address", () => {
  it.each([
    ["ana punto garcía arroba gmail punto com", "ana.garcia@gmail.com"],
    ["ana punto garcía, arroba, gmail punto com", "ana.garcia@gmail.com"],
    ["Ana García, todo junto, arroba gmail punto com", "anagarcia@gmail.com"],
    ["ana garcía en minúsculas arroba hotmail punto com", "anagarcia@hotmail.com"],
    ["mi correo es ana arroba hotmail punto es", "ana@hotmail.es"],
    ["ana guion bajo garcía arroba yahoo punto es", "ana_garcia@yahoo.es"],
    ["ana barra baja garcía arroba yahoo punto com punto mx", "ana_garcia@yahoo.com.mx"],
    ["ana raya abajo garcía arroba yahoo punto com punto ar", "ana_garcia@yahoo.com.ar"],
    ["ana guion garcía arroba outlook punto com", "ana-garcia@outlook.com"],
    ["ana guion medio garcía arroba outlook punto com", "ana-garcia@outlook.com"],
    ["ana ochenta y dos arroba gmail punto com", "ana82@gmail.com"],
    ["ana uno nueve ocho dos arroba gmail punto com", "ana1982@gmail.com"],
    ["ana mil novecientos ochenta y dos arroba gmail punto com", "ana1982@gmail.com"],
    ["ana dos mil veintitrés arroba gmail punto com", "ana2023@gmail.com"],
    ["ana cero siete arroba gmail punto com", "ana07@gmail.com"],
    ["ana 82 arroba gmail punto com", "ana82@gmail.com"],
    ["a, ene, a, arroba gmail punto com", "ana@gmail.com"],
    ["a ene a arroba gmail punto com", "ana@gmail.com"],
    ["jota pe arroba gmail punto com", "jp@gmail.com"],
    ["jota punto de arroba gmail punto com", "j.d@gmail.com"],
    ["jota de arroba gmail punto com", "jd@gmail.com"],
    ["be de burro, ve de vaca, arroba gmail punto com", "bv@gmail.com"],
    ["uve de Valencia, i, de, a, l arroba gmail punto com", "vidal@gmail.com"],
    ["ce de casa a ene arroba gmail punto com", "can@gmail.com"],
    ["be larga, ve corta arroba gmail punto com", "bv@gmail.com"],
    ["be grande, ve chica arroba gmail punto com", "bv@gmail.com"],
    ["uve doble, i griega, zeta arroba gmail punto com", "wyz@gmail.com"],
    ["doble ve, doble u, ve doble arroba gmail punto com", "www@gmail.com"],
    ["equis hache ka arroba gmail punto com", "xhk@gmail.com"],
    ["doble ele a ve e arroba gmail punto com", "llave@gmail.com"],
    ["elle o erre o arroba gmail punto com", "lloro@gmail.com"],
    ["maría de la o arroba gmail punto com", "mariadelao@gmail.com"],
    ["la letra eme, la letra te arroba gmail punto com", "mt@gmail.com"],
    ["info arroba clínica guion norte punto es", "info@clinica-norte.es"],
    ["info arroba clinicanorte punto com punto co", "info@clinicanorte.com.co"],
    ["ana arroba gmail", "ana@gmail.com"],
    ["ana arroba gmail punto con", "ana@gmail.com"],
    ["ana arroba jimeil punto com", "ana@gmail.com"],
    ["ana arroba ge mail punto com", "ana@gmail.com"],
    ["ana arroba hot mail punto com", "ana@hotmail.com"],
    ["ana arroba jotmeil punto com", "ana@hotmail.com"],
    ["ana arroba autluk punto es", "ana@outlook.es"],
    ["ana arroba yaju punto com", "ana@yahoo.com"],
    ["ana arroba ai cloud punto com", "ana@icloud.com"],
    ["ana punto mas arroba gmail punto com", "ana.mas@gmail.com"],
    ["ana signo más cita arroba gmail punto com", "ana+cita@gmail.com"],
    ["ana.garcia@gmail.com", "ana.garcia@gmail.com"],
    ["Ana.Garcia@Gmail.com.", "ana.garcia@gmail.com"],
    ["ana.garcia arroba gmail.com", "ana.garcia@gmail.com"],
    ["ana_garcia arroba gmail.com", "ana_garcia@gmail.com"],
    ["ana.garcía@gmail.com", "ana.garcia@gmail.com"],
  ])("%s", (said, address) => {
    expect(addressOf(said)).toBe(address);
  });

  it.each([
    ["ana dot smith at gmail dot com", "ana.smith@gmail.com"],
    ["my email is ana underscore smith at yahoo dot co dot uk", "ana_smith@yahoo.co.uk"],
    ["a as in apple, n as in november, a at gmail dot com", "ana@gmail.com"],
    ["j dash p eighty two at outlook dot com", "j-p82@outlook.com"],
    ["john hyphen smith, all one word, at hotmail dot com", "john-smith@hotmail.com"],
    ["double u x y at icloud dot com", "wxy@icloud.com"],
  ])("in English: %s", (said, address) => {
    expect(addressOf(said, "en")).toBe(address);
  });

  it.each([
    ["", "not_understood", "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?"],
    ["no tengo", "not_understood", "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?"],
    [
      "ana punto garcía",
      "not_understood",
      "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?",
    ],
    [
      "arroba gmail punto com",
      "not_understood",
      "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?",
    ],
    [
      "ana arroba gmail arroba punto com",
      "not_understood",
      "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?",
    ],
    [
      "ana punto punto garcía arroba gmail punto com",
      "not_understood",
      "Disculpe, ¿me deletrea el correo, despacio, con la arroba y los puntos?",
    ],
    ["ana arroba", "ambiguous", "¿Y qué viene después de la arroba?"],
    ["ana arroba hotmail", "ambiguous", "¿Cómo termina el correo, hotmail punto com, o de otra forma?"],
    [
      "muñoz arroba gmail punto com",
      "ambiguous",
      "Los correos no suelen llevar eñe. ¿En su correo se escribe con ene?",
    ],
    [
      "pe e eñe a arroba gmail punto com",
      "ambiguous",
      "Los correos no suelen llevar eñe. ¿En su correo se escribe con ene?",
    ],
  ])("%s is asked again: %s", (said, reason, ask) => {
    expect(readEmail(said, there("es"))).toEqual({ ok: false, reason, ask });
  });
});

describe("an address that is read back", () => {
  it.each<[string, Language, string]>([
    ["ana.garcia@gmail.com", "es", "ana punto garcia, arroba gmail punto com"],
    ["jp_82@hotmail.com", "es", "jota, pe guion bajo ocho dos, arroba hotmail punto com"],
    ["info@clinica-norte.es", "es", "info, arroba clinica guion medio norte punto e, ese"],
    ["jp_82@hotmail.com", "en", "j, p underscore eight two, at hotmail dot com"],
  ])("%s is said in %s as %s", (address, language, said) => {
    expect(spellEmail(address, there(language))).toBe(said);
  });

  const label = fc.oneof(
    fc.stringMatching(/^[a-z0-9]{1,10}$/),
    fc.constantFrom(
      ..."ana garcia punto arroba guion once mil dos es con de la be ele gmail correo junto at dot en letra luis".split(
        " ",
      ),
    ),
  );
  const local = fc
    .array(fc.tuple(label, fc.constantFrom(".", "_", "-", "")), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map(([text, sign]) => text + sign).join(""))
    .map((text) => text.replace(/[._-]$/, ""));
  const address = fc
    .tuple(local, label, fc.constantFrom("com", "es", "net", "com.mx", "com.ar", "co", "co.uk", "clinic"))
    .map(([name, host, ending]) => `${name}@${host}.${ending}`);

  it.each(LANGUAGES)("in %s is understood as what it is", (language) => {
    fc.assert(
      fc.property(address, (value) => {
        // Addresses that no server takes are no matter.
        fc.pre(addressOf(value, language) === value);
        expect(addressOf(spellEmail(value, there(language)), language)).toBe(value);
      }),
      { numRuns: 1500 },
    );
  });
});

it("an address is one or a question, whatever is said", () => {
  const words = fc.constantFrom(
    ..."ana punto arroba guion bajo be de burro doble ele uve gmail com con es 82 ochenta y dos mil , . @ _ mas griega".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(words).map((list) => list.join(" ")),
      ),
      (said) => {
        const read = readEmail(said, there("es"));
        expect(read.ok ? read.value : "a@b.co").toMatch(/^[^\s@]+@[^\s@]+\.[^\s@]+$/);
      },
    ),
    { numRuns: 3000 },
  );
  for (const text of [
    "a".repeat(1_000_000),
    "arroba ".repeat(100_000),
    "a@".repeat(100_000),
    ".".repeat(100_000),
  ])
    expect(addressOf(text)).toBe("not_understood");
});

import fc from "fast-check";
import { getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { describe, expect, it } from "vitest";
import { COUNTRIES, type Country, LANGUAGES, type Language } from "@/lib/vocabulary";
import { readDigits, readPhone } from "./read-digits";
import { sayDigits } from "./say-digits";
import type { SpokenContext } from "./understood";

const there = (country: Country, language: Language = "es"): SpokenContext => ({
  now: new Date("2026-11-20T09:00:00Z"),
  timeZone: "Europe/Madrid",
  language,
  country,
});
const digitsOf = (said: string) => {
  const read = readDigits(said);
  return read.ok ? read.value : read.reason;
};
const phoneOf = (said: string, country: Country, language: Language = "es") => {
  const read = readPhone(said, there(country, language));
  return read.ok ? read.value : read.reason;
};

describe("dictated digits", () => {
  it.each([
    ["seis cero cero, doble cero, doce, treinta y cuatro", "600001234"],
    ["uno dos tres cuatro cinco seis siete ocho nueve cero", "1234567890"],
    ["doble cero", "00"],
    ["doble siete", "77"],
    ["triple cinco", "555"],
    ["cinco, triple cero, uno", "50001"],
    ["dos veces el nueve", "99"],
    ["tres veces cero", "000"],
    ["tres ceros", "000"],
    ["dos cincos y un siete", "557"],
    ["un par de ochos", "88"],
    ["doce", "12"],
    ["quince veintidós", "1522"],
    ["treinta y cuatro", "34"],
    ["treinta cuatro", "34"],
    ["noventa y nueve, cien", "99100"],
    ["noventa uno, dos", "912"],
    ["treinta, cuatro", "304"],
    ["seiscientos doce", "612"],
    ["seiscientos, doce", "60012"],
    ["ciento veintitrés", "123"],
    ["novecientos uno", "901"],
    ["novecientas dos", "902"],
    ["quinientos cincuenta y cinco", "555"],
    ["dos mil veintitrés", "2023"],
    ["mil novecientos ochenta y dos", "1982"],
    ["mil", "1000"],
    ["veintiuno veintiún", "2121"],
    ["dieciséis diecisiete dieciocho", "161718"],
    ["seis, seis, seis", "666"],
    ["mi número es el seis uno dos", "612"],
    ["el seis, luego el cero y después el cuatro", "604"],
    ["termina en cuatro cinco seis siete", "4567"],
    ["los últimos cuatro son cinco seis siete ocho", "5678"],
    ["las cuatro últimas son 5678", "5678"],
    ["un momento, uno dos", "12"],
    ["no, es el cuatro cinco", "45"],
    ["600 11 22 33", "600112233"],
    ["600-112-233", "600112233"],
    ["600.112.233", "600112233"],
    ["+34 600 112 233", "34600112233"],
    ["5 5 5", "555"],
    ["5, cinco, 5", "555"],
    ["six oh oh, double seven, twelve", "6007712"],
    ["triple five one two", "55512"],
    ["treble two", "222"],
    ["five five five, one two three four", "5551234"],
    ["oh seven nine", "079"],
    ["zero seven", "07"],
    ["double oh seven", "007"],
    ["twenty twenty-three", "2023"],
    ["nineteen eighty two", "1982"],
    ["six hundred and twelve", "612"],
    ["two thousand and one", "2001"],
    ["thirty four", "34"],
    ["the last four are five six seven eight", "5678"],
    ["one moment, two three", "23"],
    ["four fives", "5555"],
    ["o seven five", "075"],
  ])("%s", (said, digits) => {
    expect(digitsOf(said)).toBe(digits);
  });

  it.each([
    ["", "not_understood"],
    ["hola, buenas", "not_understood"],
    ["no me lo sé", "not_understood"],
    ["un momento", "not_understood"],
    ["one moment please", "not_understood"],
    ["uno dos tres o cuatro", "ambiguous"],
    ["cinco seis, no, cinco siete", "ambiguous"],
    ["cuatro, perdón, cinco", "ambiguous"],
    ["five six, sorry, five seven", "ambiguous"],
  ])("%s is asked again: %s", (said, reason) => {
    expect(digitsOf(said)).toBe(reason);
  });

  it("are asked in the language in which they were said", () => {
    expect(readDigits("cuatro, perdón, cinco")).toMatchObject({
      ask: "Disculpe, ¿me lo puede repetir despacio, cifra por cifra?",
    });
    expect(readDigits("five, sorry, six")).toMatchObject({
      ask: "Sorry, could you say it again slowly, digit by digit?",
    });
    expect(readDigits("eh", "en")).toMatchObject({
      ask: "Sorry, could you say it again slowly, digit by digit?",
    });
  });

  it("are understood as they are read back", () => {
    const digits = fc.stringMatching(/^\d{1,15}$/);
    fc.assert(
      fc.property(digits, fc.constantFrom(...LANGUAGES), (value, language) => {
        expect(digitsOf(sayDigits(value, there("ES", language)))).toBe(value);
      }),
    );
  });

  it("are found or asked for, whatever is said", () => {
    const words = fc.constantFrom(
      ..."doble triple cero uno un una dos veces mil cien ciento treinta y cuatro o oh double no perdón 12 1.2 ceros , . +".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(words).map((list) => list.join(" ")),
        ),
        (said) => {
          const read = readDigits(said);
          expect(read.ok ? read.value : "0").toMatch(/^\d+$/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("a dictated telephone number", () => {
  it.each<[Country, string, string]>([
    ["ES", "seis cero cero, once, veintidós, treinta y tres", "+34600112233"],
    ["ES", "seis cero cero once veintidós treinta y tres", "+34600112233"],
    ["ES", "seiscientos once veintidós treinta y tres", "+34600112233"],
    ["ES", "seiscientos, once, veintidós, treinta y tres", "+34600112233"],
    ["ES", "novecientos once doscientos treinta y tres cero cuatro", "ambiguous"],
    ["ES", "nueve uno cinco, uno dos tres, cuatro cinco seis", "+34915123456"],
    ["ES", "más treinta y cuatro, seis cero cero, once, veintidós, treinta y tres", "+34600112233"],
    ["ES", "cero cero treinta y cuatro seis cero cero once veintidós treinta y tres", "+34600112233"],
    ["ES", "+34 600 11 22 33", "+34600112233"],
    ["ES", "más cincuenta y siete, tres cero cero, uno dos tres, cuatro cinco seis siete", "+573001234567"],
    [
      "MX",
      "cincuenta y cinco, cincuenta y uno veintitrés, cuarenta y cinco sesenta y siete",
      "+525551234567",
    ],
    ["MX", "cinco cinco, cinco uno dos tres, cuatro cinco seis siete", "+525551234567"],
    ["CO", "trescientos, ciento veintitrés, cuarenta y cinco, sesenta y siete", "+573001234567"],
    ["CO", "tres cero cero uno dos tres cuatro cinco seis siete", "+573001234567"],
    ["AR", "once, veintitrés cuarenta y cinco, sesenta y siete ochenta y nueve", "+541123456789"],
    ["CL", "nueve, ocho siete seis cinco, cuatro tres dos uno", "+56987654321"],
    ["PE", "nueve ocho siete, seis cinco cuatro, tres dos uno", "+51987654321"],
    ["ES", "seis cero cero, once, veintidós", "ambiguous"],
    ["ES", "seis cero cero once veintidós treinta y tres cuarenta y cuatro", "impossible"],
    ["ES", "uno uno dos", "ambiguous"],
    ["ES", "no quiero darlo", "not_understood"],
    ["ES", "seis cero cero once veintidós, no, perdón, treinta y tres", "ambiguous"],
  ])("in %s: %s", (country, said, number) => {
    expect(phoneOf(said, country)).toBe(number);
  });

  it.each<[Country, string, string]>([
    ["US", "four one five, five five five, two six seven one", "+14155552671"],
    ["US", "area code two one two, seven three six, five thousand", "+12127365000"],
    ["GB", "oh two oh, seven nine four six, oh nine five eight", "+442079460958"],
    ["GB", "plus thirty four, six hundred, eleven, twenty two, thirty three", "+34600112233"],
    ["GB", "oh two oh seven nine four six", "ambiguous"],
  ])("in %s: %s", (country, said, number) => {
    expect(phoneOf(said, country, "en")).toBe(number);
  });

  it("that is short is read back with what is missing", () => {
    expect(readPhone("seis cero cero, once, veintidós", there("ES"))).toMatchObject({
      ask: "Tengo seis cero cero, uno uno dos dos, y me faltan dos cifras. ¿Me repite el número completo, por favor?",
    });
    expect(readPhone("six hundred, eleven, twenty two, three", there("ES", "en"))).toMatchObject({
      ask: "I have six zero zero, one one two, two three, and one digit is missing. Could you say the whole number again, please?",
    });
  });

  it("is understood as it is read back, at home and abroad", () => {
    const national = fc.stringMatching(/^\d{8,11}$/);
    const place = fc.constantFrom(...COUNTRIES);
    let compared = 0;
    fc.assert(
      fc.property(place, place, national, fc.constantFrom(...LANGUAGES), (of, at, digits, language) => {
        const number = parsePhoneNumberFromString(`+${getCountryCallingCode(of)}${digits}`);
        if (!number?.isValid() || number.country === undefined) return;
        compared += 1;
        expect(phoneOf(sayDigits(number.number, there(at, language)), at, language)).toBe(number.number);
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it.each<[string, Country, Language, string]>([
    ["+34600112233", "ES", "es", "seis cero cero, uno uno, dos dos, tres tres"],
    ["+34600112233", "MX", "es", "más tres cuatro, seis cero cero, uno uno, dos dos, tres tres"],
    ["+525551234567", "MX", "es", "cinco cinco, cinco uno dos tres, cuatro cinco seis siete"],
    ["+14155552671", "US", "en", "four one five, five five five, two six seven one"],
    ["2233", "ES", "es", "dos dos tres tres"],
  ])("%s is read back in %s in %s as %s", (number, country, language, sentence) => {
    expect(sayDigits(number, there(country, language))).toBe(sentence);
  });
});

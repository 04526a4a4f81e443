import { describe, expect, it } from "vitest";
import type { Country } from "@/lib/vocabulary";
import { plainText, readDate, readDecision, readLanguage, readPhones, readTags } from "./read-cell";

describe("a telephone number in a cell", () => {
  it.each<[string, Country, string[]]>([
    ["600123456", "ES", ["+34600123456"]],
    ["600 12 34 56", "ES", ["+34600123456"]],
    ["600.123.456", "ES", ["+34600123456"]],
    ["600-123-456", "ES", ["+34600123456"]],
    ["(+34) 600 123 456", "ES", ["+34600123456"]],
    ["+34 600123456", "MX", ["+34600123456"]],
    ["0034 600 123 456", "ES", ["+34600123456"]],
    ["(0034)600123456", "ES", ["+34600123456"]],
    ["34600123456", "ES", ["+34600123456"]],
    ["600123456.0", "ES", ["+34600123456"]],
    ["600123456,0", "ES", ["+34600123456"]],
    ["6,00123456E+08", "ES", ["+34600123456"]],
    ['="600123456"', "ES", ["+34600123456"]],
    ["'+34600123456", "ES", ["+34600123456"]],
    ["tel: 600123456", "ES", ["+34600123456"]],
    ["600 123 456 / 913 333 444", "ES", ["+34600123456", "+34913333444"]],
    ["600123456; 600123456", "ES", ["+34600123456"]],
    ["600123456 y 913333444", "ES", ["+34600123456", "+34913333444"]],
    ["300 123 4567", "CO", ["+573001234567"]],
    ["55 1234 5678", "MX", ["+525512345678"]],
    ["(415) 555-2671", "US", ["+14155552671"]],
    ["00 34 600123456", "US", ["+34600123456"]],
    ["", "ES", []],
    ["  ", "ES", []],
  ])("%j in %s", (cell, country, numbers) => {
    expect(readPhones(cell, { country })).toEqual({ value: numbers });
  });

  it.each([
    ["6,00123E+08", "excel_number"],
    ["6.00E+08", "excel_number"],
    ["12345", "phone_number"],
    ["no tiene", "phone_number"],
    ["600123456 / nada", "phone_number"],
    ["=1+1", "phone_number"],
  ])("%j is a fault that says how to mend it", (cell, fault) => {
    expect(readPhones(cell, { country: "ES" })).toEqual({ fault });
  });

  it("is not looked for in a cell as long as a letter", () => {
    for (const cell of ["600123456,".repeat(2000), `600123456${" ".repeat(19_000)}/ 913333444`])
      expect(readPhones(cell, { country: "ES" })).toEqual({ fault: "phone_number" });
  });
});

describe("a day in a cell", () => {
  it.each<[string, Country, string]>([
    ["02/03/1980", "ES", "1980-03-02"],
    ["2-3-1980", "MX", "1980-03-02"],
    ["02.03.1980", "AR", "1980-03-02"],
    ["02/03/1980", "US", "1980-02-03"],
    ["1980-03-02", "US", "1980-03-02"],
    ["1980/3/2", "ES", "1980-03-02"],
    ["02/03/1980 00:00:00", "ES", "1980-03-02"],
    ["1980-03-02T00:00:00Z", "ES", "1980-03-02"],
    ["29281", "ES", "1980-03-01"],
    ['="29/02/2000"', "ES", "2000-02-29"],
  ])("%j in %s", (cell, country, value) => {
    expect(readDate(cell, country)).toEqual({ value });
  });

  it.each<[string, Country, string]>([
    ["02/03/80", "ES", "two_digit_year"],
    ["31/04/1980", "ES", "no_such_day"],
    ["29/02/1900", "ES", "no_such_day"],
    ["13/13/1980", "ES", "no_such_day"],
    ["31/12/1980", "US", "no_such_day"],
    ["01/01/2999", "ES", "future_day"],
    ["01/01/1066", "ES", "no_such_day"],
    ["marzo", "ES", "date_day_first"],
    ["March", "US", "date_month_first"],
  ])("%j in %s is none", (cell, country, fault) => {
    expect(readDate(cell, country)).toEqual({ fault });
  });

  it("is not looked for in a cell as long as a letter", () => {
    expect(readDate(`1980-03-02${" ".repeat(19_000)}10:00`, "ES")).toEqual({ fault: "date_day_first" });
  });
});

describe("other cells", () => {
  it.each([
    ["Español", "es"],
    ["castellano", "es"],
    ["EN", "en"],
    ["inglés", "en"],
    ["francés", null],
    ["", null],
  ])("the language %j", (cell, language) => {
    expect(readLanguage(cell)).toBe(language);
  });

  it.each([
    ["Sí", { value: "granted" }],
    ["x", { value: "granted" }],
    ["NO", { value: "refused" }],
    ["0", { value: "refused" }],
    ["", { value: undefined }],
    ["-", { value: undefined }],
    ["quizás", { fault: "yes_or_no" }],
  ])("the decision %j", (cell, reading) => {
    expect(readDecision(cell)).toEqual(reading);
  });

  it("tags are cut at commas, semicolons and bars, without repeats", () => {
    expect(readTags("VIP, ortodoncia; vip |")).toEqual(["vip", "ortodoncia"]);
  });

  it("a formula is text: Excel's own quotes go, everything else stays as it is", () => {
    expect(plainText('="A ""B"""')).toBe('A "B"');
    expect(plainText("=cmd|' /C calc'!A0")).toBe("=cmd|' /C calc'!A0");
    expect(plainText("'=1+1")).toBe("=1+1");
  });
});

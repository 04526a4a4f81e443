import { expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { readNumbers } from "./read-numbers";

const typed = (...numbers: string[]) => numbers.map((number) => ({ number, label: "" }));

it("three spellings of one number are one number, with the first label that says something", () => {
  const rows = [
    ...typed("612 34 56 78"),
    { number: "+34 612-345-678", label: "Móvil" },
    { number: "0034612345678", label: "Otro" },
  ];
  expect(readNumbers(rows, "ES")).toEqual([{ number: "+34612345678", label: "Móvil" }]);
});

it("a number of the business's country needs no code, another one does", () => {
  expect(readNumbers(typed("300 123 4567", "+34912345678"), "CO").map(({ number }) => number)).toEqual([
    "+573001234567",
    "+34912345678",
  ]);
});

it("every one that is none is named by its place", () => {
  const fault = () => readNumbers(typed("hola", "612345678", "99"), "ES");
  expect(fault).toThrow(AppError);
  expect(fault).toThrow(
    expect.objectContaining({
      fields: { "numbers.0.number": "phone_number", "numbers.2.number": "phone_number" },
    }),
  );
});

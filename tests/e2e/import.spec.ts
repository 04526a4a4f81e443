import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { house, signIn, untilAwake } from "./house";

/** Numbers nobody else in this run has. */
const base = 600_000_000 + (process.pid % 1000) * 100_000;
let files = 0;

/** A small hostile file: Latin-1, semicolons, a quoted separator, three spellings, a duplicate, Excel's damage, a formula. */
function hostileFile(): { name: string; mimeType: string; buffer: Buffer } {
  files += 1;
  const digits = (index: number) => String(base + files * 1000 + index);
  const lines = [
    "Nº Historia;Nombre;Apellidos;Contacto 1;Médico;Correo",
    `E${base}${files}1;Begoña;Núñez;${digits(1).replace(/(\d{3})(?=\d)/g, "$1 ")};"Sol; Dra.";begona@example.com`,
    `E${base}${files}2;Iñaki;Peña;="${digits(2)}";;`,
    `;IÑAKI;Pena;0034${digits(2)};;inaki@example.com`,
    `E${base}${files}3;Mala;Suerte;6,00123E+08;;`,
    `E${base}${files}4;=1+1;Ruiz;${digits(4)}.0;;`,
  ];
  return {
    name: `pacientes-${base}-${files}.csv`,
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\r\n"), "latin1"),
  };
}

const count = (page: Page, name: string) => page.getByTestId(`import-${name}Rows`).locator("dd");

async function expectNoFaults(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

test("a hostile file is chosen, a column mended, the whole checked, taken, and its bad rows downloaded", async ({
  page,
}) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/contacts/import`);
  await untilAwake(page);
  await expectNoFaults(page);
  await page.getByLabel("Elegir archivo").last().setInputFiles(hostileFile());

  await expect(page).toHaveURL(/\/contacts\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByLabel("Codificación")).toHaveValue("windows-1252");
  await expect(page.getByLabel("Separador")).toHaveValue(";");
  const rows = page.getByTestId("preview-row");
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText("Begoña Núñez");

  // Another encoding shows at once what it would do; then back.
  await page.getByLabel("Codificación").selectOption("macintosh");
  await expect(rows.first()).not.toContainText("Begoña");
  await page.getByLabel("Codificación").selectOption("windows-1252");
  await expect(rows.first()).toContainText("Begoña Núñez");

  // "Contacto 1" means nothing to anybody: it is the telephone.
  await page.getByLabel("Qué se guarda de «Contacto 1»").selectOption({ label: "Teléfono" });
  await expect(rows.nth(3)).toContainText("Excel acortó el número");
  await page.getByLabel("Qué se guarda de «Médico»").selectOption({ label: "Dato «medico»" });
  const tag = `hostil-${base}-${files}`;
  await page.getByLabel("Etiquetas").fill(tag);
  await page.getByLabel("Etiquetas").press("Enter");
  await expect(rows.first()).toContainText(tag);
  await expectNoFaults(page);

  await page.getByRole("button", { name: "Comprobar" }).click();
  await expect(page.getByTestId("import-confirm")).toHaveAttribute("data-checked", "true");
  await expect(count(page, "created")).toHaveText("3");
  await expect(count(page, "merged")).toHaveText("1");
  await expect(count(page, "bad")).toHaveText("1");
  await expectNoFaults(page);

  await page.getByRole("button", { name: "Importar 4 filas" }).click();
  await expect(page.getByTestId("import-result")).toHaveAttribute("data-status", "completed");
  await expect(page.getByText("4 filas importadas")).toBeVisible();
  await expectNoFaults(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Descargar filas con errores" }).click(),
  ]);
  const text = (await (await download.createReadStream()).toArray()).join("");
  expect(text).toContain("6,00123E+08");
  expect(text).toContain("Excel acortó el número");

  await page.getByRole("link", { name: "Ver los contactos" }).click();
  await expect(page).toHaveURL(/\/contacts\?tag=/);
  await expect(page.getByText("Begoña Núñez").first()).toBeVisible();
  await expect(page.getByText("=1+1 Ruiz").first()).toBeVisible();
  await expect(page.getByText("Mala Suerte")).toHaveCount(0);
});

test("a file is dropped, and who has gone elsewhere is told when it is taken", async ({ page }) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/contacts/import`);
  await untilAwake(page);
  const { name } = hostileFile();
  const lines = Array.from(
    { length: 20_000 },
    (_, index) => `Persona ${base}-${index};${700_000_000 + index}`,
  );
  await page.getByTestId("import-drop").dispatchEvent("drop", {
    dataTransfer: await page.evaluateHandle(
      ([fileName, text]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([text ?? ""], fileName ?? "", { type: "text/csv" }));
        return transfer;
      },
      [name, `Nombre;Teléfono\n${lines.join("\n")}`],
    ),
  });
  await page.getByRole("button", { name: "Comprobar" }).click();
  await page.getByRole("button", { name: "Importar 20.000 filas" }).click({ timeout: 60_000 });
  await expect(page.getByTestId("import-progress")).toBeVisible();
  await page.getByRole("link", { name: "Agentes" }).first().click();
  await expect(page.getByText(`${name}: 20.000 filas importadas`)).toBeVisible({ timeout: 60_000 });
});

test("a workbook is refused in a sentence that says how to save it", async ({ page }) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/contacts/import`);
  await untilAwake(page);
  const buffer = Buffer.from("504b030414000600", "hex");
  await page.getByLabel("Elegir archivo").last().setInputFiles({ name: "libro.xlsx", mimeType: "", buffer });
  await expect(page.getByRole("alert").filter({ hasText: "libro de Excel" })).toBeVisible();
});

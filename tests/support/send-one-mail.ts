import { ProviderError } from "@/lib/errors";
import { sendMail } from "@/lib/providers/mail/send-mail";

// A process of its own, because whom it trusts is settled when it begins (NODE_EXTRA_CA_CERTS).
async function main(to: string): Promise<void> {
  const mail = { fromName: "Clínica", to, subject: "Prueba", text: "Hola", html: "<p>Hola</p>", id: "one" };
  const said = await sendMail(mail).catch((error: unknown) => {
    if (error instanceof ProviderError) return `refused: ${error.message}`;
    throw error;
  });
  process.stdout.write(said);
}

void main(process.argv[2] ?? "");

import { transferInitDoor } from "@/lib/http/transfer-doors";

export const POST = transferInitDoor;

import { z } from "zod";
import type { Tool } from "./tool";

const parameters = z.object({});

export const endCall: Tool<typeof parameters> = {
  name: "end_call",
  description: "End the call after saying goodbye.",
  parameters,
  async execute() {
    return { result: "The call ends when you have finished speaking.", isError: false, endCall: true };
  },
};

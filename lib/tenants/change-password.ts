import { closeOtherSessions, findUser, setPasswordHash } from "@/db/queries/unscoped";
import { forgetAttempts, limitAttempts } from "@/lib/auth/limit-attempts";
import { hashPassword, isPassword, requireStrongPassword } from "@/lib/auth/password";
import { AppError } from "@/lib/errors";

/** Every other browser of the person is signed out. Throws `invalid` when the current password is wrong. */
export async function changePassword(
  who: { userId: string; sessionId: string },
  input: { current: string; next: string },
): Promise<void> {
  const key = `password:${who.userId}`;
  await limitAttempts([{ key, most: 10 }]);
  const user = await findUser(who.userId);
  if (!user || !(await isPassword(user.passwordHash, input.current))) {
    throw new AppError("invalid", "wrong password", { current: "wrong_password" });
  }
  requireStrongPassword(input.next, [user.email, user.name], "next");
  await setPasswordHash(user.id, await hashPassword(input.next));
  await closeOtherSessions(user.id, who.sessionId);
  await forgetAttempts(key);
}

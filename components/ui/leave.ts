import { signOut } from "next-auth/react";
import { toast } from "./toast";

const FAILED = "You are still signed in: your session could not be ended. Try again in a moment.";

/** Signs out and goes to the sign-in page; where the session could not be ended, it stays here and says so. */
export async function leave(): Promise<void> {
  const left: { url?: string } | null = await signOut({ redirect: false, callbackUrl: "/sign-in" }).catch(
    () => null,
  );
  if (left?.url) window.location.assign(left.url);
  else toast.error(FAILED);
}

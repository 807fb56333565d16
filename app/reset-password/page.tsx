import type { Metadata } from "next";
import { ResetPasswordForm } from "@/components/sign-in/reset-password-form";
import { resetPassword } from "../(console)/actions";

export const metadata: Metadata = { title: "New password" };

export default function ResetPassword() {
  return <ResetPasswordForm resetPassword={resetPassword} />;
}

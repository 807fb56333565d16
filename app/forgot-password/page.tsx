import type { Metadata } from "next";
import { ForgotPasswordForm } from "@/components/sign-in/forgot-password-form";
import { askForPasswordReset } from "../(console)/actions";

export const metadata: Metadata = { title: "Forgot the password" };

export default function ForgotPassword() {
  return <ForgotPasswordForm askForPasswordReset={askForPasswordReset} />;
}

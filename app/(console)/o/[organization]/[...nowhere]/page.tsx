import { notFound } from "next/navigation";

/** A path of an organization that nothing answers to is not found inside its shell, not outside of it. */
export default function Nowhere(): never {
  notFound();
}

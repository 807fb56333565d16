/** The initials of a person on a ground that follows from the name: the same everywhere. */
export function Avatar({ name, size = 28 }: { readonly name: string; readonly size?: number }) {
  const initials = name
    .split(/[\s.@]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join("");
  const hue = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  return (
    <span
      aria-hidden
      className="inline-flex shrink-0 items-center justify-center rounded-full font-medium text-[11px] text-white"
      style={{ width: size, height: size, background: `oklch(0.45 0.09 ${hue})` }}
    >
      {initials}
    </span>
  );
}

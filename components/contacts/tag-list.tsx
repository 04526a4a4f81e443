export function TagList({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <li key={tag} className="max-w-full truncate rounded-full bg-hover px-2 py-0.5 text-xs">
          {tag}
        </li>
      ))}
    </ul>
  );
}

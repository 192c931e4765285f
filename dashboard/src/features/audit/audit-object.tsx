import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CopyableId } from '@/components/copyable-id';
import { kindOfId, linkTo } from '@/shell/found-link';

/** An id that leads to the page of what it is of. */
export function AuditObject({ id }: { id: string }) {
  return <CopyableId id={id} wrap={(text) => <ObjectLink id={id}>{text}</ObjectLink>} />;
}

function ObjectLink({ id, children }: { id: string; children: ReactNode }) {
  const found = kindOfId(id);
  if (found !== undefined) {
    return (
      <Link {...linkTo(found)} className="hover:underline">
        {children}
      </Link>
    );
  }
  if (id.startsWith('blk_')) {
    return (
      <Link to="/deliveries" search={{ bulk: id }} className="hover:underline">
        {children}
      </Link>
    );
  }
  if (id.startsWith('key_')) {
    return (
      <Link to="/keys" className="hover:underline">
        {children}
      </Link>
    );
  }
  return children;
}

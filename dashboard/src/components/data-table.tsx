import {
  rowSelectionFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type RowSelectionState,
  type Updater,
} from '@tanstack/react-table';
import { cn } from './cn';
import { useRowKeys } from './row-keys';
import { Checkbox } from './ui/checkbox';
import { Table, TableCell, TableHead, TableRow } from './ui/table';

const features = tableFeatures({ rowSelectionFeature });

export type Column<T extends RowData> = ColumnDef<typeof features, T>;

export interface Selection {
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
}

interface DataTableProps<T extends RowData> {
  /** What the rows are, for those who can not see the heading above. */
  label: string;
  rows: T[];
  /** Stable from render to render: define them outside the component or memoize them. */
  columns: Column<T>[];
  rowId: (row: T) => string;
  selection?: Selection;
  /** Fades the rows while others are on their way. */
  busy?: boolean;
}

const NOTHING_SELECTED: RowSelectionState = {};

/**
 * Rows under column headings; with a `selection`, each row and all of them can be ticked, and a range
 * of them with Shift.
 */
export function DataTable<T extends RowData>({
  label,
  rows,
  columns,
  rowId,
  selection,
  busy = false,
}: DataTableProps<T>) {
  const selected: RowSelectionState =
    selection === undefined
      ? NOTHING_SELECTED
      : Object.fromEntries([...selection.ids].map((id) => [id, true]));
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: rowId,
    enableRowSelection: selection !== undefined,
    state: { rowSelection: selected },
    onRowSelectionChange: (change: Updater<RowSelectionState>) => {
      const next = typeof change === 'function' ? change(selected) : change;
      selection?.onChange(new Set(Object.keys(next).filter((id) => next[id] === true)));
    },
  });
  const keysOf = useRowKeys(rows.map(rowId), selection);
  return (
    <Table aria-label={label} aria-busy={busy}>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {selection !== undefined && (
              <TableHead className="w-8 pr-0">
                <Checkbox
                  aria-label="Select all rows of this page"
                  className="block"
                  checked={
                    table.getIsAllRowsSelected() ||
                    (table.getIsSomeRowsSelected() && 'indeterminate')
                  }
                  onCheckedChange={(checked) => table.toggleAllRowsSelected(checked === true)}
                />
              </TableHead>
            )}
            {group.headers.map((header) => (
              <TableHead key={header.id}>
                <table.FlexRender header={header} />
              </TableHead>
            ))}
          </tr>
        ))}
      </thead>
      <tbody className={cn('transition-opacity', busy && 'opacity-60')}>
        {table.getRowModel().rows.map((row) => (
          <TableRow key={row.id} data-state={row.getIsSelected() ? 'selected' : undefined}>
            {selection !== undefined && (
              <TableCell className="w-8 pr-0">
                <Checkbox
                  aria-label={`Select ${row.id}`}
                  className="block"
                  checked={row.getIsSelected()}
                  onCheckedChange={(checked) => row.toggleSelected(checked === true)}
                  {...keysOf(row.id)}
                />
              </TableCell>
            )}
            {row.getAllCells().map((cell) => (
              <TableCell key={cell.id}>
                <table.FlexRender cell={cell} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

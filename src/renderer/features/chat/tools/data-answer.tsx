import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Segmented } from '@renderer/ui/segmented'
import type { AnswerSchema } from '@shared/domain/chat-settings'
import { schemaFaults } from '@shared/lib/json-schema'
import { rowsOf } from './data-rows'
import { DataTree } from './data-tree'

export interface DataAnswerProps {
  readonly value: unknown
  /** The shape that was asked for. */
  readonly schema: AnswerSchema
  readonly text: string
}

type Look = 'table' | 'tree' | 'text'

/** An answer in a fixed shape: whether it fits, and its data as a table or a tree. */
export function DataAnswer({ value, schema, text }: DataAnswerProps) {
  const rows = rowsOf(value)
  const [look, setLook] = useState<Look>(rows ? 'table' : 'tree')
  const faults = schemaFaults(parse(schema.schemaText), value)
  return (
    <section aria-label="Answer as data" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-3 text-12">
        <Segmented
          aria-label="Shown as"
          value={look}
          onValueChange={setLook}
          options={[
            ...(rows ? [{ value: 'table' as const, label: 'Table' }] : []),
            { value: 'tree', label: 'Tree' },
            { value: 'text', label: 'Text' },
          ]}
        />
        {faults.length === 0 ? (
          <span className="flex items-center gap-1 text-success [&>svg]:size-3.5">
            <CircleCheck aria-hidden /> Fits “{schema.name}”
          </span>
        ) : (
          <span className="flex items-center gap-1 text-danger [&>svg]:size-3.5">
            <CircleAlert aria-hidden /> Does not fit “{schema.name}”
          </span>
        )}
      </div>
      {faults.length > 0 ? (
        <ul className="text-12 text-danger">
          {faults.map(({ place, message }) => (
            <li key={`${place} ${message}`}>
              {place === '' ? 'The answer' : place} {message}.
            </li>
          ))}
        </ul>
      ) : null}
      {look === 'table' && rows ? <Table columns={rows.columns} rows={rows.rows} /> : null}
      {look === 'tree' ? <DataTree value={value} /> : null}
      {look === 'text' ? (
        <pre
          data-selectable
          tabIndex={0}
          className="overflow-x-auto rounded-control bg-hover p-3 font-mono text-12 whitespace-pre-wrap"
        >
          {text}
        </pre>
      ) : null}
    </section>
  )
}

function Table({
  columns,
  rows,
}: {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table of the answer">
      <table className="w-full text-left text-12">
        <thead>
          <tr className="border-b border-line-strong">
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1 pr-4 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-b border-line">
              {row.map((cell, at) => (
                <td key={at} data-selectable className="py-1 pr-4 align-top wrap-anywhere">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return {}
  }
}

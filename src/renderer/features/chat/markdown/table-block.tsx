import { Check, FileSpreadsheet, Hash } from 'lucide-react'
import type { Tokens } from 'marked'
import { memo, useContext, useState } from 'react'
import { IconButton } from '@renderer/ui/icon-button'
import { csvOf } from './csv'
import { renderInline } from './inline'
import { MarkdownActionsContext } from './markdown-actions'

export const TableBlock = memo(function TableBlock({ token }: { readonly token: Tokens.Table }) {
  return (
    <figure className="md-table-frame" aria-label="Table">
      <div className="md-table" tabIndex={0} role="group" aria-label="Table, scrolls sideways">
        <table>
          <thead>
            <tr>
              {token.header.map((cell, index) => (
                <th key={index} scope="col" data-align={cell.align ?? undefined}>
                  {renderInline(cell.tokens)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {token.rows.map((row, rowIndex) => (
              <tr key={rowIndex}>
                {row.map((cell, index) => (
                  <td key={index} data-align={cell.align ?? undefined}>
                    {renderInline(cell.tokens)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption className="md-table-tools">
        <CopyButton label="Copy as CSV" icon={<FileSpreadsheet />} text={() => csvOf(token)} />
        <CopyButton label="Copy as Markdown" icon={<Hash />} text={() => token.raw.trimEnd()} />
      </figcaption>
    </figure>
  )
})

interface CopyButtonProps {
  readonly label: string
  readonly icon: React.ReactNode
  readonly text: () => string
}

function CopyButton({ label, icon, text }: CopyButtonProps) {
  const { copyText } = useContext(MarkdownActionsContext)
  const [isCopied, setIsCopied] = useState(false)
  const copy = (): void => {
    copyText(text())
    setIsCopied(true)
    setTimeout(() => setIsCopied(false), 1_500)
  }
  return (
    <IconButton size="small" label={isCopied ? 'Copied' : label} icon={isCopied ? <Check /> : icon} onClick={copy} />
  )
}

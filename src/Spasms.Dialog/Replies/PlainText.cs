using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Spasms.Dialog.Replies;

/// <summary>
/// The words of a reply as plain text: for the command line, <c>.chat</c> files, the HTML form and print.
/// Other renderers show the same words; a test compares them.
/// </summary>
public static class PlainText
{
    /// <summary>The reply's words. <c>[n]</c> behind a sentence points to the n-th citation.</summary>
    /// <param name="reply">The document.</param>
    /// <param name="before">How many citations stand before this reply's own, where several replies are shown as one.</param>
    public static string Render(Reply reply, int before = 0)
    {
        var text = new StringBuilder();
        foreach (var block in reply.Blocks)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            Append(text, block, before);
        }

        return text.ToString();
    }

    /// <summary>One line a source that the reply cites, numbered as in the text.</summary>
    public static IEnumerable<string> Sources(Reply reply) =>
        reply.Citations.Select((c, i) => string.Create(CultureInfo.InvariantCulture, $"[{i + 1}] {c.Title} ({c.Article}#{c.Section})"));

    /// <summary>The words of running text.</summary>
    public static string Render(ImmutableArray<Span> spans)
    {
        var text = new StringBuilder();
        Append(text, spans, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Block block, int before)
    {
        switch (block)
        {
            case Block.Heading heading:
                text.Append(heading.Text);
                break;
            case Block.Paragraph paragraph:
                Append(text, paragraph.Spans, before);
                break;
            case Block.List list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i == 0 ? "- " : "\n- ");
                    Append(text, list.Items[i], before);
                }

                break;
            case Block.Table table:
                AppendTable(text, table, before);
                break;
        }
    }

    // A row becomes "first cell" and then "header: cell" lines: read aloud, a table makes sense only so.
    private static void AppendTable(StringBuilder text, Block.Table table, int before)
    {
        for (var r = 0; r < table.Rows.Length; r++)
        {
            var row = table.Rows[r];
            for (var c = 0; c < row.Length; c++)
            {
                if (row[c].IsEmpty)
                {
                    continue;
                }

                if (text.Length > 0 && (r > 0 || c > 0))
                {
                    text.Append('\n');
                }

                var header = c < table.Header.Length ? table.Header[c] : "";
                if (header.Length > 0)
                {
                    text.Append(header).Append(": ");
                }

                Append(text, row[c], before);
            }
        }
    }

    private static void Append(StringBuilder text, ImmutableArray<Span> spans, int before)
    {
        for (var i = 0; i < spans.Length; i++)
        {
            if (i > 0)
            {
                text.Append(' ');
            }

            switch (spans[i])
            {
                case Span.Own own:
                    text.Append(own.Text);
                    break;
                case Span.Slice slice:
                    text.Append(slice.Text).Append(CultureInfo.InvariantCulture, $" [{before + slice.Citation + 1}]");
                    break;
            }
        }
    }
}

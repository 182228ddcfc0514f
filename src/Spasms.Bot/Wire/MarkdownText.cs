using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spasms.Dialog.Replies;

namespace Spasms.Bot.Wire;

/// <summary>A reply's words as Markdown for Web Chat: the same words as <see cref="PlainText"/>, citations as reference links.</summary>
internal static class MarkdownText
{
    /// <summary>The text, then a definition line for each citation.</summary>
    /// <param name="reply">The document.</param>
    /// <param name="links">The address of each citation.</param>
    public static string Render(Reply reply, IReadOnlyList<string> links)
    {
        var text = new StringBuilder(256);
        foreach (var block in reply.Blocks)
        {
            if (text.Length > 0)
            {
                text.Append("\n\n");
            }

            Append(text, block);
        }

        for (var i = 0; i < reply.Citations.Length; i++)
        {
            var citation = reply.Citations[i];
            text.Append(i == 0 ? "\n\n" : "\n");
            text.Append(CultureInfo.InvariantCulture, $"[{i + 1}]: {links[i]} \"{citation.Title.Replace('"', '\'')}\"");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                text.Append("**");
                Escape(text, heading.Text);
                text.Append("**");
                break;
            case Block.Paragraph paragraph:
                Append(text, paragraph.Spans);
                break;
            case Block.List list:
                for (var i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i == 0 ? "- " : "\n- ");
                    Append(text, list.Items[i]);
                }

                break;
            case Block.Table table:
                AppendTable(text, table);
                break;
        }
    }

    private static void AppendTable(StringBuilder text, Block.Table table)
    {
        foreach (var header in table.Header)
        {
            text.Append("| ");
            Escape(text, header);
            text.Append(' ');
        }

        text.Append("|\n");
        text.Insert(text.Length, "| --- ", table.Header.Length).Append('|');
        foreach (var row in table.Rows)
        {
            text.Append('\n');
            foreach (var cell in row)
            {
                text.Append("| ");
                Append(text, cell);
                text.Append(' ');
            }

            text.Append('|');
        }
    }

    private static void Append(StringBuilder text, ImmutableArray<Span> spans)
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
                    Escape(text, own.Text);
                    break;
                case Span.Slice slice:
                    Escape(text, slice.Text);
                    text.Append(CultureInfo.InvariantCulture, $" [{slice.Citation + 1}]");
                    break;
            }
        }
    }

    /// <summary>Escapes only what would change the look: a quote must stay readable byte for byte wherever it can.</summary>
    public static void Escape(StringBuilder text, string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '|' or '~' || (i == 0 && (c is '#' or '>' or '+' or '-')))
            {
                text.Append('\\');
            }

            text.Append(c);
        }
    }
}

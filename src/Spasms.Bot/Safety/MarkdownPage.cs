using System.Text;

namespace Spasms.Bot.Safety;

/// <summary>A document in Markdown, written line by line: the command line prints it, the host shows it as a page.</summary>
internal sealed class MarkdownPage
{
    private readonly StringBuilder _text = new();

    /// <summary>A heading of rank 1 to 4.</summary>
    public MarkdownPage Heading(int rank, string text) => Block($"{new string('#', rank)} {Escape(text)}");

    /// <summary>A paragraph; several sentences stand behind each other.</summary>
    public MarkdownPage Paragraph(string text) => Block(Escape(text));

    /// <summary>A list. Items are Markdown already.</summary>
    public MarkdownPage List(IEnumerable<string> items)
    {
        var lines = items.Select(i => "- " + i).ToArray();
        return lines.Length == 0 ? this : Block(string.Join('\n', lines));
    }

    /// <summary>A table. Cells are Markdown already.</summary>
    public MarkdownPage Table(string[] header, IEnumerable<string[]> rows)
    {
        var lines = rows.Select(Row).ToArray();
        return lines.Length == 0 ? this : Block($"{Row([.. header.Select(Escape)])}\n|{string.Concat(header.Select(_ => " --- |"))}\n{string.Join('\n', lines)}");
    }

    /// <summary>Text that Markdown would read as markup, made plain.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '|' or '~' || (i == 0 && c is '#' or '>' or '+' or '-'))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>A name as code.</summary>
    public static string Code(string name) => $"`{name}`";

    /// <summary>A label and what it says.</summary>
    public static string Labelled(string label, string markdown) => $"**{Escape(label)}:** {markdown}";

    /// <inheritdoc />
    public override string ToString() => _text.ToString();

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";

    private MarkdownPage Block(string markdown)
    {
        _text.Append(_text.Length == 0 ? "" : "\n").Append(markdown).Append('\n');
        return this;
    }
}

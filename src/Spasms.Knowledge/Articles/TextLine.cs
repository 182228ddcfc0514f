using System.Collections.Immutable;

namespace Spasms.Knowledge.Articles;

/// <summary>One line of a file.</summary>
/// <param name="Number">1-based.</param>
/// <param name="Start">Offset of its first character in the file.</param>
/// <param name="Text">Without its line end.</param>
/// <param name="FullLength">With its line end.</param>
internal readonly record struct TextLine(int Number, int Start, string Text, int FullLength)
{
    /// <summary>The lines of a text; a line ends with LF or CR LF.</summary>
    public static ImmutableArray<TextLine> Of(string text)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        var start = 0;
        while (start < text.Length)
        {
            var feed = text.IndexOf('\n', start);
            var next = feed < 0 ? text.Length : feed + 1;
            var end = feed < 0 ? text.Length : feed;
            if (end > start && text[end - 1] == '\r')
            {
                end--;
            }

            lines.Add(new TextLine(lines.Count + 1, start, text[start..end], next - start));
            start = next;
        }

        return lines.ToImmutable();
    }
}

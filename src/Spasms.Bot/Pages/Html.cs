using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Spasms.Bot.Pages;

/// <summary>
/// Finished markup. Made from interpolated strings only: what stands in the literal is markup, what stands in a hole is
/// text and gets encoded, so that no page can forget to. Attributes must be quoted.
/// </summary>
internal readonly struct Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Nothing.</summary>
    public static Html None => default;

    /// <summary>Markup with encoded holes.</summary>
    public static Html Of(Writer markup) => new(markup.ToString());

    /// <summary>Markup made by a renderer that encodes by itself (Markdown with HTML switched off).</summary>
    public static Html Rendered(string markup) => new(markup);

    /// <summary>Parts behind each other.</summary>
    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.ToString())));

    /// <inheritdoc />
    public override string ToString() => _markup ?? "";

    /// <summary>What the compiler turns an interpolated string into.</summary>
    [InterpolatedStringHandler]
    internal readonly struct Writer(int literalLength, int holes)
    {
        private readonly StringBuilder _text = new(literalLength + (holes * 24));

        /// <summary>Markup as written in the source.</summary>
        public void AppendLiteral(string markup) => _text.Append(markup);

        /// <summary>Text: encoded.</summary>
        public void AppendFormatted(string? text) => _text.Append(Encoder.Encode(text ?? ""));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>Markup that is finished.</summary>
        public void AppendFormatted(Html markup) => _text.Append(markup.ToString());

        /// <summary>Finished markup, part by part.</summary>
        public void AppendFormatted(IEnumerable<Html> parts)
        {
            foreach (var part in parts)
            {
                _text.Append(part.ToString());
            }
        }

        /// <inheritdoc />
        public override string ToString() => _text.ToString();
    }
}

using System.Collections.Immutable;
using Spasms.Knowledge;
using Spasms.Knowledge.Articles;
using Spasms.Knowledge.Countries;

namespace Spasms.Dialog.Replies;

/// <summary>
/// Builds one reply: keeps the citations numbered while sentences are added, the same line under the same number.
/// A builder lives for one call and never leaves the method that made it.
/// </summary>
public sealed class Writer(ReplyKind kind)
{
    private readonly ImmutableArray<Block>.Builder _blocks = ImmutableArray.CreateBuilder<Block>();
    private readonly ImmutableArray<Citation>.Builder _citations = ImmutableArray.CreateBuilder<Citation>();

    /// <summary>Our own words as a span.</summary>
    public static Span Own(string text) => new Span.Own(text);

    /// <summary>A sentence of an article as a span, cited.</summary>
    public Span Slice(Passage passage, Sentence sentence) => Slice(new Citation(
        passage.Article.Id,
        passage.Section.Anchor,
        sentence.Text,
        $"{passage.Article.Title}: {passage.Section.Heading}",
        passage.Article.Hash));

    /// <summary>A country entry as a span, cited.</summary>
    public Span Slice(Country country, CountryEntry entry) => Slice(new Citation(
        "country-" + country.Id, entry.Id, entry.Text, entry.Name ?? country.Name, country.Hash));

    /// <summary>Any line with its citation.</summary>
    public Span Slice(Citation citation)
    {
        var at = _citations.IndexOf(citation);
        if (at < 0)
        {
            at = _citations.Count;
            _citations.Add(citation);
        }

        return new Span.Slice(citation.Quote, at);
    }

    /// <summary>Adds a title.</summary>
    public Writer Heading(string text)
    {
        _blocks.Add(new Block.Heading(text));
        return this;
    }

    /// <summary>Adds a paragraph of our own words.</summary>
    public Writer Say(string text) => Paragraph(Own(text));

    /// <summary>Adds a paragraph.</summary>
    public Writer Paragraph(params ReadOnlySpan<Span> spans)
    {
        _blocks.Add(new Block.Paragraph([.. spans]));
        return this;
    }

    /// <summary>Adds a list.</summary>
    public Writer List(IEnumerable<ImmutableArray<Span>> items)
    {
        _blocks.Add(new Block.List([.. items]));
        return this;
    }

    /// <summary>Adds a table.</summary>
    public Writer Table(ImmutableArray<string> header, IEnumerable<ImmutableArray<ImmutableArray<Span>>> rows)
    {
        _blocks.Add(new Block.Table(header, [.. rows]));
        return this;
    }

    /// <summary>The finished reply.</summary>
    public Reply Done() => new(kind, _blocks.ToImmutable()) { Citations = _citations.ToImmutable() };
}

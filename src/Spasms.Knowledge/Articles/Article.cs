using System.Collections.Immutable;

namespace Spasms.Knowledge.Articles;

/// <summary>A curated text on one subject; every factual sentence the bot says is a line of one of these.</summary>
/// <param name="Id">File name without ending; what a citation names.</param>
/// <param name="Title">The heading people see.</param>
/// <param name="AlsoCalled">Other names, searched like the title.</param>
/// <param name="Aspects">What the article says it covers.</param>
/// <param name="Sources">Who says it.</param>
/// <param name="Reviewed">When a person last checked the text.</param>
/// <param name="Licence">Terms of the text.</param>
/// <param name="Sections">The headed parts in file order.</param>
/// <param name="Markdown">The whole file.</param>
/// <param name="Hash">SHA-256 of the file's UTF-8 bytes, lower-case hex.</param>
public sealed record Article(
    string Id,
    string Title,
    ImmutableArray<string> AlsoCalled,
    ImmutableArray<Aspect> Aspects,
    ImmutableArray<Source> Sources,
    DateOnly Reviewed,
    string Licence,
    ImmutableArray<Section> Sections,
    string Markdown,
    string Hash);

/// <summary>A headed part of an article: the sentences under a heading up to the next one.</summary>
/// <param name="Anchor">Its place in the article page and in citations.</param>
/// <param name="Heading">The heading's words.</param>
/// <param name="Level">2 for a main part, 3 and more for parts of parts.</param>
/// <param name="Path">The headings from the article's top down to this one, this one included, the title not.</param>
/// <param name="Aspect">What it tells, its own or its parent's.</param>
/// <param name="Topics">Ids of vocabulary topics; the first is what it is about.</param>
/// <param name="Direct">Phrase id of the direct word that this section carries for a yes/no question, or null.</param>
/// <param name="Sources">Ids of the article's sources that carry these sentences.</param>
/// <param name="Sentences">One line each.</param>
public sealed record Section(
    string Anchor,
    string Heading,
    int Level,
    ImmutableArray<string> Path,
    Aspect Aspect,
    ImmutableArray<string> Topics,
    string? Direct,
    ImmutableArray<string> Sources,
    ImmutableArray<Sentence> Sentences);

/// <summary>One quotable line: what an answer is made of (I3).</summary>
/// <param name="Text">The line without list marker; occurs byte for byte in the file.</param>
/// <param name="Line">1-based line in the file.</param>
/// <param name="IsItem">True when it stands in a list.</param>
public sealed record Sentence(string Text, int Line, bool IsItem);

/// <summary>Who says it.</summary>
/// <param name="Id">Short name used in the file.</param>
/// <param name="Publisher">The body that published it.</param>
/// <param name="Title">Its title.</param>
/// <param name="Year">Year of publication or last review.</param>
/// <param name="Url">Where it can be read, or null.</param>
public sealed record Source(string Id, string Publisher, string Title, int Year, string? Url);

/// <summary>The unit of retrieval: one section that has sentences, with its article.</summary>
/// <param name="Ordinal">Its number in the snapshot: article id, then file order.</param>
/// <param name="Article">The article it stands in.</param>
/// <param name="Section">The section itself.</param>
public sealed record Passage(int Ordinal, Article Article, Section Section)
{
    /// <summary><c>article#anchor</c>, unique in a snapshot.</summary>
    public string Id => $"{Article.Id}#{Section.Anchor}";
}
